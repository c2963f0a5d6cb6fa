use super::{Ending, findings};
use crate::finding::nearest;
use crate::pipeline::{self, Explanation};
use std::path::PathBuf;

/// Show an indicator's definition and the working of one value down to counts. The working is for
/// the evaluator: it is not protected, so it must not circulate.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Indicator code, for example KC-06 or KC-08.recorded.
    code: String,
    /// Unit id, or level:id where an id occurs at several levels; the programme if absent.
    #[arg(long)]
    unit: Option<String>,
    /// Wave id; the last if absent.
    #[arg(long)]
    wave: Option<String>,
    /// Folder that holds evaluation.toml.
    #[arg(short, long)]
    data: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let mut found = Vec::new();
    let inputs = match pipeline::read(&arguments.data) {
        Ok(checked) => checked.into_value(&mut found),
        Err(error) => return findings::stopped(&error),
    };
    let question = (arguments.code.as_str(), arguments.unit.as_deref(), arguments.wave.as_deref());
    let known = inputs.framework.indicators().iter().map(|indicator| indicator.code.as_str());
    if inputs.framework.indicator(&arguments.code).is_none() {
        let near = nearest(&arguments.code, known).map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        eprintln!("error: the framework has no indicator {}{near}", arguments.code);
        return Ending::Usage;
    }
    match pipeline::explain(&arguments.data, &inputs, question) {
        Ok(Ok(explanation)) => {
            print(&explanation);
            Ending::Done
        }
        Ok(Err(problem)) => {
            eprintln!("error: {problem}");
            Ending::Usage
        }
        Err(error) => findings::stopped(&error),
    }
}

fn print(explanation: &Explanation) {
    for line in explanation.lines() {
        super::say(&line);
    }
}
