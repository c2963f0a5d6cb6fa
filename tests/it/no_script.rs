//! Pages for mail: without script, whole, and made again alike by `verify`.

use crate::support::{Evaluation, bytes_below};

#[test]
fn pages_without_script_are_whole_and_are_made_again_alike() {
    let evaluation = Evaluation::of_groups(2);
    let (out, plain) = (evaluation.out("mail"), evaluation.out("plain"));
    let data = evaluation.dir();
    let run = evaluation.say(&["run", &data.to_string_lossy(), "-o", &out.to_string_lossy(), "--no-script"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(evaluation.run(&plain).code, 0);
    let scripted = bytes_below(&plain);
    let mut read = 0;
    for (path, bytes) in bytes_below(&out).iter().filter(|(path, _)| path.strip_suffix(".html").is_some()) {
        let (page, scripted) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&scripted[path]));
        assert!(!page.contains("<script") && page.contains("; script-src 'none'; "), "{path}");
        assert!(scripted.contains("<script>") && scripted.contains("; script-src 'sha256-"), "{path}");
        assert_eq!(page.matches("<details").count(), page.matches("<details open").count(), "{path}");
        assert_eq!(page.matches("<details").count(), scripted.matches("<details").count(), "{path}");
        read += 1;
    }
    assert!(read > 5, "{read} pages");
    let methods = std::fs::read_to_string(out.join("methods.html")).unwrap();
    assert!(methods.contains("learnframe run DATA --no-script</code>"));
    let verified = evaluation.say(&["verify", &out.to_string_lossy(), "-d", &data.to_string_lossy()]);
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
}
