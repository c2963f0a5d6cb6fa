//! Runs that get in each other's way, inputs that change meanwhile, disks that fill.

use crate::support::{Evaluation, bytes_below, names_in, program};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

fn quick() -> Evaluation {
    Evaluation::copy_of("tests/real_shapes/ks2")
}

#[test]
fn of_two_runs_into_one_output_both_finish_or_one_says_that_the_other_is_at_work() {
    let evaluation = quick();
    let reference = evaluation.out("reference");
    assert_eq!(evaluation.run(&reference).code, 0);
    let wanted = bytes_below(&reference);
    let mut refused = 0;
    for apart in [0_u64, 0, 0, 5, 20, 60, 100, 150] {
        let out = evaluation.out("evaluation");
        let start = || {
            let mut run = program();
            run.arg("run").arg(evaluation.dir()).arg("-o").arg(&out);
            run.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let first = start();
        thread::sleep(Duration::from_millis(apart));
        let second = start();
        let ended = [first, second].map(|run| run.wait_with_output().unwrap());
        for run in ended.iter().filter(|run| !run.status.success()) {
            let said = String::from_utf8_lossy(&run.stderr);
            assert_eq!(run.status.code(), Some(2), "{said}");
            assert!(said.contains("another run is writing"), "{said}");
            refused += 1;
        }
        assert!(ended.iter().any(|run| run.status.success()), "neither finished");
        assert!(bytes_below(&out) == wanted);
        assert_eq!(names_in(evaluation.root()), ["data", "evaluation", "reference"]);
        fs::remove_dir_all(&out).unwrap();
    }
    println!("of 8 pairs, {refused} had one that was refused");
    assert!(refused > 0);
}

/// Does something over and over while something else is done.
fn meanwhile<T>(over_and_over: impl Fn(usize) + Sync, work: impl FnOnce() -> T) -> T {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for time in 0.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                over_and_over(time);
                thread::sleep(Duration::from_micros(300));
            }
        });
        let made = work();
        done.store(true, Ordering::Relaxed);
        made
    })
}

/// An input has two states, and goes back and forth between them while it is read. Whatever comes out rests on one of
/// the two, the one whose hash the manifest has; or the run stops and names the file.
fn goes_back_and_forth(file: &str, other: impl Fn(&str) -> String) {
    let evaluation = quick();
    let path = evaluation.dir().join(file);
    let one = fs::read_to_string(&path).unwrap();
    let two = other(&one);
    assert_ne!(one, two);
    let mut pure = Vec::new();
    for (name, state) in [("one", &one), ("two", &two)] {
        fs::write(&path, state).unwrap();
        let out = evaluation.out(name);
        assert_eq!(evaluation.run(&out).code, 0);
        pure.push(bytes_below(&out));
    }
    let aside = evaluation.dir().join("aside");
    let flip = |time: usize| {
        // A rename, so that nobody reads half a file.
        fs::write(&aside, if time.is_multiple_of(2) { &one } else { &two }).unwrap();
        fs::rename(&aside, &path).unwrap();
    };
    let (mut whole, mut stopped) = (0, 0);
    for _ in 0..12 {
        let out = evaluation.out("mixed");
        let told = meanwhile(flip, || evaluation.run(&out));
        if told.code == 0 {
            assert!(pure.contains(&bytes_below(&out)), "{file}: two states are mixed");
            fs::remove_dir_all(&out).unwrap();
            whole += 1;
        } else {
            assert_eq!(told.code, 2, "{}", told.stderr);
            assert!(told.stderr.contains(&format!("changed while it was read\n  --> {file}")), "{}", told.stderr);
            assert!(told.stderr.contains("There is nothing in"), "{}", told.stderr);
            assert!(!out.exists());
            stopped += 1;
        }
    }
    println!("{file}: {whole} runs rest on one state, {stopped} stopped and said why");
}

#[test]
fn a_table_that_changes_while_it_is_read_is_never_mixed() {
    goes_back_and_forth("2018-2019_850_ks2final.csv", |text| {
        let lines: Vec<&str> = text.lines().collect();
        let kept = lines.iter().enumerate().filter(|(at, _)| *at != 4).map(|(_, line)| *line);
        kept.collect::<Vec<_>>().join("\n")
    });
}

#[test]
fn a_plan_or_framework_that_changes_while_it_is_read_is_never_mixed() {
    goes_back_and_forth("evaluation.toml", |text| text.replacen("[programme]", "[programme]\nversion = \"2\"", 1));
    goes_back_and_forth("framework.toml", |text| format!("{text}\n# another\n"));
}

/// A file system of a few pages, unmounted at the end; `None` where this user may not mount one.
#[cfg(target_os = "linux")]
struct SmallDisk<'a>(&'a Path);

#[cfg(target_os = "linux")]
impl<'a> SmallDisk<'a> {
    fn at(place: &'a Path, size: &str) -> Option<Self> {
        fs::create_dir_all(place).unwrap();
        let options = format!("size={size}");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(place).output().ok()?;
        mount.status.success().then_some(SmallDisk(place))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn however_full_the_disk_is_the_old_output_stands_or_the_new_one_does() {
    let evaluation = quick();
    let (measured, place) = (evaluation.out("measured"), evaluation.out("small"));
    assert_eq!(evaluation.run(&measured).code, 0);
    let whole: usize = bytes_below(&measured).values().map(|bytes| bytes.len().next_multiple_of(4096)).sum();
    let (mut old, mut new) = (0, 0);
    // Room for the first output and so many hundredths of the next one beside it.
    for hundredths in [1, 20, 40, 60, 80, 95, 140] {
        let Some(_disk) = SmallDisk::at(&place, &(whole + whole * hundredths / 100).to_string()) else {
            println!("skipped: only root may mount a small disk");
            return;
        };
        let out = place.join("evaluation");
        assert_eq!(evaluation.run(&out).code, 0, "the first fits");
        let before = bytes_below(&out);
        let change = |from: &str, to: &str| evaluation.change("evaluation.toml", |text| text.replacen(from, to, 1));
        change("[programme]", "[programme]\nversion = \"2\"");
        let told = evaluation.run(&out);
        change("[programme]\nversion = \"2\"", "[programme]");
        if told.code == 0 {
            assert!(bytes_below(&out) != before);
            new += 1;
        } else {
            assert_eq!(told.code, 2, "{}", told.stderr);
            assert!(told.stderr.contains("could not be written"), "{}", told.stderr);
            assert!(told.stderr.contains("holds release 1, as of 2019-12-31, as it was"), "{}", told.stderr);
            assert!(bytes_below(&out) == before);
            old += 1;
        }
        assert_eq!(names_in(&place), ["evaluation"], "nothing half-made is left beside it");
    }
    println!("the old output stood {old} times, the new {new}");
    assert!(old >= 5 && new >= 1, "{old} and {new}");
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_on_a_disk_that_cannot_be_written_stands_and_the_place_is_named() {
    let (evaluation, place) = (quick(), tempfile::tempdir().unwrap());
    let Some(_disk) = SmallDisk::at(place.path(), "64M") else {
        println!("skipped: only root may mount a small disk");
        return;
    };
    let out = place.path().join("evaluation");
    assert_eq!(evaluation.run(&out).code, 0);
    let before = bytes_below(&out);
    let only_read = Command::new("mount").args(["-o", "remount,ro"]).arg(place.path()).status().unwrap();
    assert!(only_read.success());
    let told = evaluation.run(&out);
    assert_eq!(told.code, 2, "{}", told.stderr);
    assert!(told.stderr.contains(&*place.path().to_string_lossy()), "{}", told.stderr);
    assert!(told.stderr.contains("holds release 1"), "{}", told.stderr);
    assert!(bytes_below(&out) == before);
}
