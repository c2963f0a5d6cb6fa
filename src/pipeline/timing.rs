//! Seconds per stage on standard error, for benchmarks that ask for them.

/// Names the environment variable that asks for timings.
const TIMINGS: &str = "LEARNFRAME_TIMINGS";

/// Does something and, if asked to, says how long it took.
#[expect(clippy::disallowed_methods, reason = "timings go to standard error only, never into an output")]
pub(super) fn timed<T>(stage: &str, work: impl FnOnce() -> T) -> T {
    if std::env::var_os(TIMINGS).is_none() {
        return work();
    }
    let start = std::time::Instant::now();
    let made = work();
    eprintln!("{stage}\t{:.3}", start.elapsed().as_secs_f64());
    made
}
