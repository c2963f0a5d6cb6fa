use super::header::{Header, Packing};
use super::packed::{Source, Stop};
use std::io::{BufReader, Read};

/// Reads a file's cases, each as values of eight bytes in the file's own order.
pub(super) struct Cases<'a> {
    source: BufReader<Source<'a>>,
    /// None where values stand as they are.
    commands: Option<Commands>,
    /// Whether the bytes ended within a value.
    cut: bool,
}

/// What came of reading a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Came {
    /// All of it.
    Whole,
    /// The file ended before it.
    Nothing,
    /// The file ended within it.
    Part,
}

/// A command for each value, eight at a time, with the values that no command stands for after them.
struct Commands {
    codes: [u8; 8],
    next: usize,
    ended: bool,
    /// The value that each command stands for.
    values: Vec<[u8; 8]>,
}

/// The command that fills a block up and stands for no value.
const FILLER: u8 = 0;
/// The command after which there are no more cases.
const END: u8 = 252;
/// The command for a value that stands after the commands.
const AS_IS: u8 = 253;

impl<'a> Cases<'a> {
    pub(super) fn new(source: Source<'a>, header: &Header, missing: f64) -> Self {
        let value = |code: u8| match code {
            254 => *b"        ",
            255 => header.order.double_bytes(missing),
            _ => header.order.double_bytes(f64::from(code) - header.bias),
        };
        let commands = || Commands { codes: [0; 8], next: 8, ended: false, values: (0..=255).map(value).collect() };
        let commands = (header.packing != Packing::Plain).then(commands);
        Cases { source: BufReader::with_capacity(1 << 16, source), commands, cut: false }
    }

    /// Why the file's packed bytes came to an end, if they did before they should.
    pub(super) fn stopped(&self) -> Option<Stop> {
        self.source.get_ref().stopped()
    }

    /// Reads the next case.
    pub(super) fn read(&mut self, case: &mut [u8]) -> Came {
        let mut filled = 0;
        match &mut self.commands {
            None => filled = fill(&mut self.source, case),
            Some(commands) => {
                let (values, _) = case.as_chunks_mut::<8>();
                for value in values {
                    let Some(read) = commands.value(&mut self.source, &mut self.cut) else { break };
                    *value = read;
                    filled += 8;
                }
            }
        }
        match filled {
            _ if filled == case.len() => Came::Whole,
            0 if !self.cut => Came::Nothing,
            _ => Came::Part,
        }
    }
}

impl Commands {
    /// The next value, if there is one; `cut` is set where the file ends within it.
    fn value(&mut self, source: &mut impl Read, cut: &mut bool) -> Option<[u8; 8]> {
        while !self.ended {
            let Some(code) = self.codes.get(self.next).copied() else {
                self.codes = [FILLER; 8];
                self.next = 0;
                self.ended = fill(source, &mut self.codes) == 0;
                continue;
            };
            self.next += 1;
            match code {
                FILLER => {}
                END => self.ended = true,
                AS_IS => {
                    let mut value = [0; 8];
                    self.ended = fill(source, &mut value) < value.len();
                    *cut |= self.ended;
                    return (!self.ended).then_some(value);
                }
                _ => return self.values.get(usize::from(code)).copied(),
            }
        }
        None
    }
}

/// Reads until `into` is full or nothing is left; returns how many bytes came.
fn fill(source: &mut impl Read, into: &mut [u8]) -> usize {
    let mut filled = 0;
    while let Some(open) = into.get_mut(filled..).filter(|open| !open.is_empty()) {
        match source.read(open) {
            // A source ends and does not fail.
            Ok(0) | Err(_) => break,
            Ok(came) => filled += came,
        }
    }
    filled
}
