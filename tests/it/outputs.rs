//! The contract of the command line and of the output folder, held against the program itself.

use crate::support::{Evaluation, bytes_below, program};
use std::fs;

#[test]
fn the_same_inputs_give_the_same_bytes_wherever_and_however_it_runs() {
    let pilot = Evaluation::of_groups(4);
    let first = pilot.out("first");
    assert_eq!(pilot.run(&first).code, 0);
    let again = pilot.out("elsewhere/again");
    let mut other = program();
    other.current_dir("/").env("TZ", "Pacific/Kiritimati").env("LANG", "cy_GB.UTF-8").env("RAYON_NUM_THREADS", "1");
    let status = other.arg("run").arg(pilot.dir()).arg("-o").arg(&again).output().unwrap().status;
    assert!(status.success());
    let (one, two) = (bytes_below(&first), bytes_below(&again));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    assert!(one.len() > 10, "only {} files", one.len());
    for (path, bytes) in &one {
        assert!(two[path] == *bytes, "{path} differs");
    }
}

#[test]
fn no_output_names_this_machine() {
    let pilot = Evaluation::of_groups(4);
    let out = pilot.out("evaluation");
    pilot.run(&out);
    let root = pilot.root().to_string_lossy().into_owned();
    for (path, bytes) in bytes_below(&out) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&root) && !text.contains("/home/") && !text.contains("/root/"), "{path}");
    }
}

#[test]
fn verify_finds_an_untouched_output_whole_and_a_touched_one_not() {
    let pilot = Evaluation::of_groups(4);
    let out = pilot.out("evaluation");
    pilot.run(&out);
    let verified = pilot.say(&["verify", &out.to_string_lossy()]);
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
    assert!(verified.stdout.contains("rerun"), "{}", verified.stdout);

    fs::write(out.join("methods.html"), "<p>rewritten</p>").unwrap();
    let touched = pilot.say(&["verify", &out.to_string_lossy()]);
    assert_eq!(touched.code, 1);
    assert!(touched.stdout.contains("methods.html: not the file the manifest names"), "{}", touched.stdout);
}

#[test]
fn a_changed_input_is_told_by_verify() {
    let pilot = Evaluation::of_groups(4);
    let out = pilot.out("evaluation");
    pilot.run(&out);
    pilot.change("members.csv", |text| text.replacen("head", "deputy", 1));
    let verified = pilot.say(&["verify", &out.to_string_lossy(), "-d", &pilot.dir().to_string_lossy()]);
    assert_eq!(verified.code, 1);
    assert!(verified.stdout.contains("members.csv: not the file the manifest names"), "{}", verified.stdout);
}

#[test]
fn a_plan_that_names_a_file_which_is_not_there_ends_with_two_and_writes_nothing() {
    let pilot = Evaluation::of_groups(4);
    pilot.change("evaluation.toml", |text| text.replace("members.csv", "membres.csv"));
    let out = pilot.out("evaluation");
    let told = pilot.run(&out);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("membres.csv"), "{}", told.stderr);
    assert!(!out.exists());
}

#[test]
fn a_failed_run_leaves_the_old_output_as_it_was() {
    let pilot = Evaluation::of_groups(4);
    let out = pilot.out("evaluation");
    pilot.run(&out);
    let before = bytes_below(&out);
    pilot.change("evaluation.toml", |text| text.replace("groups.csv", "gruops.csv"));
    assert_eq!(pilot.run(&out).code, 2);
    assert!(bytes_below(&out) == before);
    let beside: Vec<_> = fs::read_dir(out.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "only the evaluation and its output are there: {beside:?}");
}

#[test]
fn a_folder_of_other_files_is_not_replaced() {
    let pilot = Evaluation::of_groups(4);
    let out = pilot.out("mine");
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("thesis.txt"), "years of work").unwrap();
    assert_eq!(pilot.run(&out).code, 2);
    assert_eq!(fs::read_to_string(out.join("thesis.txt")).unwrap(), "years of work");
}

#[test]
fn findings_need_attention_only_under_strict_and_usage_is_three() {
    let pilot = Evaluation::of_groups(4);
    pilot.change("members.csv", |text| text.replacen(",head,", ",hed,", 1));
    let dir = pilot.dir().to_string_lossy().into_owned();
    let checked = pilot.say(&["check", &dir]);
    assert_eq!(checked.code, 0);
    assert!(checked.stderr.contains("members.csv, row 2, column role"), "{}", checked.stderr);
    assert_eq!(pilot.say(&["check", &dir, "--strict"]).code, 1);
    assert_eq!(pilot.say(&["chekc", &dir]).code, 3);
    assert_eq!(pilot.say(&["explain", "KC-99", "-d", &dir]).code, 3);
    assert_eq!(pilot.say(&["--help"]).code, 0);
}

#[test]
fn check_prints_an_account_that_adds_up() {
    let pilot = Evaluation::of_groups(4);
    let told = pilot.say(&["check", &pilot.dir().to_string_lossy(), "--json"]);
    let json: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
    let files = json["files"].as_array().unwrap();
    assert!(files.len() > 10);
    for file in files {
        let number = |key: &str| file[key].as_u64().unwrap();
        let fates = number("kept") + number("excluded") + number("superseded") + number("quarantined");
        assert_eq!(fates, number("rows"), "{file}");
    }
    assert!(
        json["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|item| item["n"].as_u64().unwrap() > 0 || item["missing"].is_object())
    );
}

#[test]
fn a_table_that_was_not_supplied_is_not_collected_and_no_error() {
    let pilot = Evaluation::of_groups(4);
    pilot.change("evaluation.toml", |text| {
        let sources = text
            .split("[[source]]")
            .filter(|source| !source.contains("\"sessions\"") && !source.contains("\"attendance\""));
        sources.collect::<Vec<_>>().join("[[source]]")
    });
    let out = pilot.out("evaluation");
    let told = pilot.run(&out);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let rows = pilot.indicators(&out);
    let attendance: Vec<_> = rows.iter().filter(|row| row["code"] == "KC-06").collect();
    assert!(!attendance.is_empty());
    assert!(
        attendance
            .iter()
            .all(|row| row["symbol"] == "[x]" && row["basis"] == "not_collected" && row["value"].is_empty())
    );
}

#[test]
fn a_number_on_a_page_is_traced_to_counts_that_a_hand_count_confirms() {
    let pilot = Evaluation::of_groups(4);
    let out = pilot.out("evaluation");
    pilot.run(&out);
    let wave = "2004-summer";
    let told =
        pilot.say(&["explain", "KC-06", "--unit", "LLG-001", "--wave", wave, "-d", &pilot.dir().to_string_lossy()]);
    let sessions: Vec<String> = pilot
        .rows(&format!("registers/sessions-{wave}.csv"))
        .into_iter()
        .filter(|row| row["group_id"] == "LLG-001")
        .map(|row| row["session_id"].clone())
        .collect();
    let marks: Vec<String> = pilot
        .rows(&format!("registers/attendance-{wave}.csv"))
        .into_iter()
        .filter(|row| sessions.contains(&row["session_id"]))
        .map(|row| row["status"].clone())
        .collect();
    let present = marks.iter().filter(|mark| *mark == "present").count();
    let due = marks.iter().filter(|mark| *mark != "not due").count();
    assert!(due > 0);
    assert!(told.stdout.contains(&format!("): {present}\n")), "{present} of {due} in\n{}", told.stdout);
    assert!(told.stdout.contains(&format!("): {due}\n")), "{present} of {due} in\n{}", told.stdout);
    let row = pilot
        .indicators(&out)
        .into_iter()
        .find(|row| row["code"] == "KC-06" && row["unit_id"] == "LLG-001" && row["wave"] == wave);
    let row = row.unwrap();
    assert_eq!(row["n"], due.to_string());
    #[expect(clippy::cast_precision_loss, reason = "a few dozen places")]
    let share = present as f64 / due as f64;
    assert!((row["value"].parse::<f64>().unwrap() - share).abs() <= 0.005 + 1e-9);
}

#[test]
fn evaluations_in_the_shape_of_two_real_inputs_go_all_the_way() {
    for (folder, groups) in [("tests/real_shapes/carpentries", 3), ("tests/real_shapes/ks2", 2)] {
        let evaluation = Evaluation::copy_of(folder);
        let out = evaluation.out("evaluation");
        let told = evaluation.run(&out);
        assert_eq!(told.code, 0, "{folder}: {}", told.stderr);
        let pages = bytes_below(&out.join("groups")).len();
        assert!(pages >= groups, "{folder}: {pages} group pages");
        let shown = evaluation.indicators(&out).iter().filter(|row| !row["value"].is_empty()).count();
        assert!(shown > 0, "{folder}: no value is shown");
    }
}

#[test]
fn a_decision_to_withhold_is_kept_told_and_traced() {
    let pilot = Evaluation::of_groups(4);
    let decision = "\n[[override]]\ncode = \"KC-06\"\nlevel = \"programme\"\nunit = \"programme\"\n\
                    reason = \"the registers are being checked\"\nby = \"the programme board\"\non = 2004-09-01\n";
    pilot.change("evaluation.toml", |text| format!("{text}{decision}"));
    let out = pilot.out("evaluation");
    let told = pilot.run(&out);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let rows = pilot.indicators(&out);
    let of_programme: Vec<_> =
        rows.iter().filter(|row| row["code"] == "KC-06" && row["level"] == "programme").collect();
    assert!(!of_programme.is_empty());
    assert!(of_programme.iter().all(|row| row["symbol"] == "[c]" && row["value"].is_empty()), "{of_programme:?}");
    assert!(rows.iter().any(|row| row["code"] == "KC-06" && row["level"] == "group" && !row["value"].is_empty()));
    let page = fs::read_to_string(out.join("index.html")).unwrap();
    assert!(page.contains("by decision of the programme board, 1 September 2004: the registers are being checked"));
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    assert!(manifest.contains("the programme board") && manifest.contains("2004-09-01"));

    pilot.change("evaluation.toml", |text| text.replace("\"KC-06\"", "\"KC-60\""));
    let refused = pilot.run(&out);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("unknown-override"), "{}", refused.stderr);
}
