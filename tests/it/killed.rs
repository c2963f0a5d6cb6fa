//! Runs that are killed at any moment: what stands afterwards is the old output or the new one, whole.

use crate::support::{Evaluation, bytes_below, names_in, program, put_back};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What came of some kills.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    /// Runs that were still at work.
    killed: u32,
    old_stood: u32,
    new_stood: u32,
    /// Runs that left something beside the output.
    left_something: u32,
}

/// Numbers that look like chance, the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound.max(1)
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a run takes decides when it is killed")]
fn now() -> Instant {
    Instant::now()
}

/// An output, and an input that has changed since.
struct Case {
    evaluation: Evaluation,
    out: PathBuf,
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
    /// How long a run takes, in microseconds.
    takes: u64,
}

impl Case {
    fn of(evaluation: Evaluation) -> Self {
        let (out, new) = (evaluation.out("evaluation"), evaluation.out("new"));
        assert_eq!(evaluation.run(&out).code, 0);
        evaluation.change("evaluation.toml", |text| text.replacen("[programme]", "[programme]\nversion = \"2\"", 1));
        let (dir, to, after) = (evaluation.dir(), new.to_string_lossy(), out.to_string_lossy());
        let start = now();
        let told = evaluation.say(&["run", &dir.to_string_lossy(), "-o", &to, "--after", &after]);
        assert_eq!(told.code, 0, "{}", told.stderr);
        let takes = u64::try_from(start.elapsed().as_micros()).unwrap();
        let (old, made) = (bytes_below(&out), bytes_below(&new));
        assert!(old != made);
        std::fs::remove_dir_all(&new).unwrap();
        Case { evaluation, out, old, new: made, takes }
    }

    fn start(&self) -> Child {
        let mut run = program();
        run.arg("run").arg(self.evaluation.dir()).arg("-o").arg(&self.out);
        run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Kills so many runs: one in four when the new output is about to be put in place, the others anywhere.
    fn kill(&self, times: u32, seed: u64) -> Counts {
        let (mut chance, mut counts) = (Chance(seed), Counts::default());
        for time in 0..times {
            let mut run = self.start();
            if time % 4 == 3 {
                wait_for_manifest(self.evaluation.root(), &mut run);
                thread::sleep(Duration::from_micros(chance.below(4000)));
            } else {
                thread::sleep(Duration::from_micros(chance.below(self.takes)));
            }
            counts.killed += u32::from(run.try_wait().unwrap().is_none());
            run.kill().unwrap();
            run.wait().unwrap();
            let stands = bytes_below(&self.out);
            assert!(stands == self.old || stands == self.new, "seed {seed}, kill {time}: neither the old nor the new");
            if stands == self.new {
                counts.new_stood += 1;
                put_back(&self.old, &self.out);
            } else {
                counts.old_stood += 1;
            }
            counts.left_something += u32::from(names_in(self.evaluation.root()).len() > 2);
        }
        // What killed runs left never gets in the way of the next, which clears it away.
        let told = self.evaluation.run(&self.out);
        assert_eq!(told.code, 0, "{}", told.stderr);
        assert!(bytes_below(&self.out) == self.new);
        assert_eq!(names_in(self.evaluation.root()), ["data", "evaluation"]);
        counts
    }
}

/// Waits until a run has written the last of its files, or has ended.
fn wait_for_manifest(root: &Path, run: &mut Child) {
    let written = || {
        names_in(root)
            .iter()
            .any(|name| name.starts_with(".learnframe-evaluation.") && root.join(name).join("manifest.json").exists())
    };
    while run.try_wait().unwrap().is_none() && !written() {
        thread::sleep(Duration::from_micros(200));
    }
}

#[test]
fn of_two_hundred_runs_killed_at_any_moment_none_leaves_half_an_output() {
    let cases = [
        ("tests/real_shapes/ks2", 96_u32, 0x9e37_79b9_7f4a_7c15_u64),
        ("tests/real_shapes/carpentries", 96, 0xd1b5_4a32_d192_ed03),
        ("", 8, 0x94d0_49bb_1331_11eb),
    ];
    let start = now();
    let counts: Vec<Counts> = thread::scope(|scope| {
        let running: Vec<_> = cases
            .into_iter()
            .map(|(folder, times, seed)| {
                scope.spawn(move || {
                    let simulated = folder.is_empty();
                    let evaluation = if simulated { Evaluation::of_groups(4) } else { Evaluation::copy_of(folder) };
                    Case::of(evaluation).kill(times, seed)
                })
            })
            .collect();
        running.into_iter().map(|case| case.join().unwrap()).collect()
    });
    let sum = |of: fn(&Counts) -> u32| counts.iter().map(of).sum::<u32>();
    let (killed, old, new) = (sum(|one| one.killed), sum(|one| one.old_stood), sum(|one| one.new_stood));
    let left = sum(|one| one.left_something);
    println!(
        "200 runs in {} s: {killed} killed at work; the old output stood {old} times, the new {new}; {left} left \
         something beside it",
        start.elapsed().as_secs()
    );
    assert_eq!(old + new, 200);
    assert!(killed >= 120, "only {killed} were at work");
    assert!(old >= 50 && new >= 5 && left >= 20, "{counts:?}");
}
