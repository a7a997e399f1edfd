//! The command line.

#![forbid(unsafe_code)]

/// What `cargo xtask bench` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// Time NumPy too.
    pub(crate) against_numpy: bool,
    /// Print JSON instead of a table.
    pub(crate) json: bool,
    /// Only workloads whose name contains this.
    pub(crate) filter: String,
    /// How many threads nd and NumPy may use; 0 for as many as there are cores.
    pub(crate) threads: usize,
    /// The Python that has NumPy.
    pub(crate) python: String,
}

const USAGE: &str =
    "usage: cargo xtask bench [--against numpy] [--json] [--filter S] [--threads N] [--python PATH]";

impl Options {
    /// Parses the arguments after the program's name.
    pub(crate) fn parse(args: impl IntoIterator<Item = String>) -> Result<Options, String> {
        let mut options = Options {
            against_numpy: false,
            json: false,
            filter: String::new(),
            threads: 1,
            python: "python3".into(),
        };
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value\n{USAGE}"));
            match arg.as_str() {
                "--json" => options.json = true,
                "--filter" => options.filter = value()?,
                "--python" => options.python = value()?,
                "--against" => match value()?.as_str() {
                    "numpy" => options.against_numpy = true,
                    other => return Err(format!("cannot run against '{other}', only numpy\n{USAGE}")),
                },
                "--threads" => {
                    let text = value()?;
                    let number = text.parse();
                    options.threads =
                        number.map_err(|_| format!("--threads takes a number, 0 for all, not '{text}'"))?;
                }
                other => return Err(format!("unexpected argument '{other}'\n{USAGE}")),
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, String> {
        Options::parse(line.split_whitespace().map(str::to_string))
    }

    #[test]
    fn every_option_is_read() {
        let options = parse("--against numpy --json --filter sum --threads 2 --python py").expect("valid");
        let expected = Options {
            against_numpy: true,
            json: true,
            filter: "sum".into(),
            threads: 2,
            python: "py".into(),
        };
        assert_eq!(options, expected);
        assert_eq!(parse("").map(|options| options.threads), Ok(1));
    }

    #[test]
    fn nonsense_is_refused() {
        for line in ["--against julia", "--against", "--threads -1", "--threads x", "--fast"] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
