//! The same bytes whatever surrounds a run, and what the program says where.

use crate::support::{Evaluation, bytes_below, names_in, program};
use std::fs;
use std::path::Path;

#[test]
fn threads_time_zone_language_and_folder_change_no_byte_of_a_rerun() {
    let pilot = Evaluation::of_groups(5);
    let surroundings: [(&str, &[(&str, &str)]); 4] = [
        ("plain", &[]),
        ("one", &[("RAYON_NUM_THREADS", "1"), ("POLARS_MAX_THREADS", "1"), ("TZ", "Pacific/Kiritimati")]),
        ("two", &[("RAYON_NUM_THREADS", "2"), ("POLARS_MAX_THREADS", "2"), ("LC_ALL", "tr_TR.UTF-8")]),
        ("many", &[("RAYON_NUM_THREADS", "7"), ("LANG", "cy_GB.UTF-8"), ("TZ", "America/St_Johns"), ("COLUMNS", "40")]),
    ];
    let mut seen = Vec::new();
    for (name, variables) in surroundings {
        let place = pilot.out(name);
        fs::create_dir_all(&place).unwrap();
        // A relative OUT, so that the folder it is run from takes part as well.
        let run = program()
            .envs(variables.iter().copied())
            .current_dir(&place)
            .arg("run")
            .arg(pilot.dir())
            .args(["-o", name])
            .output()
            .unwrap();
        assert!(run.status.success(), "{name}: {}", String::from_utf8_lossy(&run.stderr));
        seen.push((name, bytes_below(&place.join(name)), run.stderr));
    }
    let (_, first, said) = &seen[0];
    assert!(first.len() > 10, "only {} files", first.len());
    for (name, files, also_said) in &seen[1..] {
        assert_eq!(files.keys().collect::<Vec<_>>(), first.keys().collect::<Vec<_>>(), "{name}");
        for (path, bytes) in files {
            assert!(first[path] == *bytes, "{path} differs in {name}");
        }
        assert_eq!(also_said, said, "{name} says something else");
    }
}

#[test]
fn a_second_run_replaces_the_whole_output_and_leaves_nothing_beside_it() {
    let pilot = Evaluation::of_groups(4);
    let out = pilot.out("evaluation");
    assert_eq!(pilot.run(&out).code, 0);
    fs::write(out.join("groups/of-an-earlier-run.html"), "old").unwrap();
    assert_eq!(pilot.run(&out).code, 0);
    assert!(!out.join("groups/of-an-earlier-run.html").exists());
    assert_eq!(names_in(pilot.root()), ["data", "evaluation"]);
}

#[test]
fn an_out_that_cannot_be_written_ends_with_two_and_names_the_place() {
    let pilot = Evaluation::of_groups(4);
    fs::write(pilot.out("a-file"), "in the way").unwrap();
    let told = pilot.run(&pilot.out("a-file").join("evaluation"));
    assert_eq!(told.code, 2, "{}", told.stderr);
    assert!(told.stderr.contains("a-file"), "{}", told.stderr);
    let told = pilot.run(&pilot.out("a-file"));
    assert_eq!(told.code, 2, "{}", told.stderr);
    assert_eq!(fs::read_to_string(pilot.out("a-file")).unwrap(), "in the way");
    assert_eq!(names_in(pilot.root()), ["a-file", "data"]);
}

#[test]
fn findings_go_to_standard_error_and_results_to_standard_output() {
    let pilot = Evaluation::of_groups(4);
    pilot.change("members.csv", |text| text.replacen(",head,", ",hed,", 1));
    let dir = pilot.dir().to_string_lossy().into_owned();
    let run = pilot.run(&pilot.out("evaluation"));
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("members.csv, row 2, column role"), "{}", run.stderr);
    assert_eq!(run.stdout.lines().count(), 1, "one line says where the output is: {}", run.stdout);
    assert!(!run.stdout.contains("members.csv"), "{}", run.stdout);
    // Neither a bar nor a colour in a pipe.
    for said in [&run.stdout, &run.stderr] {
        assert!(!said.contains('\u{1b}') && !said.contains('\r'), "{said}");
    }

    let json = pilot.say(&["check", &dir, "--json"]);
    assert_eq!(json.code, 0, "{}", json.stderr);
    let told: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(told["findings"][0]["file"], "members.csv");
    assert_eq!(told["findings"][0]["row"], 2);

    let explained = pilot.say(&["explain", "KC-06", "-d", &dir]);
    assert_eq!(explained.code, 0);
    assert!(explained.stdout.starts_with("KC-06 "), "{}", explained.stdout);
    let usage = pilot.say(&["explain", "KC-06"]);
    assert_eq!((usage.code, usage.stdout.as_str()), (3, ""));
    assert!(usage.stderr.contains("--data"), "{}", usage.stderr);
}

#[test]
fn strict_changes_the_exit_code_of_a_run_and_not_a_byte_of_its_output() {
    let pilot = Evaluation::of_groups(4);
    let (strict, plain) = (pilot.out("strict"), pilot.out("plain"));
    let run = |out: &Path, more: &[&str]| {
        let (dir, out) = (pilot.dir().to_string_lossy().into_owned(), out.to_string_lossy().into_owned());
        pilot.say(&[["run", dir.as_str(), "-o", out.as_str()].as_slice(), more].concat())
    };
    pilot.change("members.csv", |text| text.replacen(",head,", ",hed,", 1));
    assert_eq!(run(&strict, &["--strict"]).code, 1);
    assert_eq!(run(&plain, &[]).code, 0);
    assert!(bytes_below(&strict) == bytes_below(&plain));
}

#[test]
fn a_run_changes_nothing_in_the_evaluation() {
    let pilot = Evaluation::of_groups(4);
    let before = bytes_below(&pilot.dir());
    assert_eq!(pilot.run(&pilot.out("evaluation")).code, 0);
    assert!(bytes_below(&pilot.dir()) == before);
}

#[test]
fn what_must_not_circulate_stands_under_private_alone() {
    let pilot = Evaluation::of_groups(4);
    // A word that stands nowhere else: the row is set aside, so it may only be seen under private.
    pilot.change("members.csv", |text| text.replacen("LLG-001", "LLG-zzyzx", 1));
    let out = pilot.out("evaluation");
    assert_eq!(pilot.run(&out).code, 0);
    let telling: Vec<String> = bytes_below(&out)
        .into_iter()
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("zzyzx"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(telling, ["private/quarantine.csv"]);
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    assert!(!manifest.contains("private/"), "the manifest lists what may circulate");
}

#[test]
#[cfg(unix)]
fn private_files_are_readable_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let pilot = Evaluation::of_groups(4);
    let out = pilot.out("evaluation");
    assert_eq!(pilot.run(&out).code, 0);
    let mode = |path: &str| fs::metadata(out.join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("private"), 0o700);
    assert_eq!(mode("private/quarantine.csv"), 0o600);
    assert_eq!(mode("index.html") & 0o400, 0o400);
}
