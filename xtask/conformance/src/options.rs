//! The command line.

#![forbid(unsafe_code)]

/// What `cargo xtask conformance` was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Make the golden vectors again before they are checked.
    pub(crate) regenerate: bool,
    /// How many random cases to compare with a running NumPy.
    pub(crate) random: Option<u64>,
    /// Where random cases start; chosen by the clock if absent.
    pub(crate) seed: Option<u64>,
    /// A Python that has NumPy 2.4.6; a throwaway environment if absent.
    pub(crate) python: Option<String>,
    /// Only topics or operations whose name contains this.
    pub(crate) filter: String,
}

const USAGE: &str = "usage: cargo xtask conformance [--regenerate] [--random N --against numpy] [--seed S] \
                     [--python PATH] [--filter F]";

impl Options {
    /// Parses the arguments after the program's name.
    ///
    /// # Errors
    /// Arguments that are not understood.
    pub(crate) fn parse(args: impl IntoIterator<Item = String>) -> Result<Options, String> {
        let mut options = Options::default();
        let mut against = false;
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value\n{USAGE}"));
            let number =
                |text: String| text.parse().map_err(|_| format!("{arg} takes a number, not '{text}'"));
            match arg.as_str() {
                "--regenerate" => options.regenerate = true,
                "--random" => options.random = Some(number(value()?)?),
                "--seed" => options.seed = Some(number(value()?)?),
                "--python" => options.python = Some(value()?),
                "--filter" => options.filter = value()?,
                "--against" => match value()?.as_str() {
                    "numpy" => against = true,
                    other => return Err(format!("cannot compare with '{other}', only numpy\n{USAGE}")),
                },
                other => return Err(format!("unexpected argument '{other}'\n{USAGE}")),
            }
        }
        match against == options.random.is_some() {
            true => Ok(options),
            false => Err(format!("--random N and --against numpy go together\n{USAGE}")),
        }
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
        let options = parse("--random 5 --against numpy --seed 7 --python py --filter add --regenerate");
        let expected = Options {
            regenerate: true,
            random: Some(5),
            seed: Some(7),
            python: Some("py".into()),
            filter: "add".into(),
        };
        assert_eq!(options, Ok(expected));
        assert_eq!(parse(""), Ok(Options::default()));
    }

    #[test]
    fn nonsense_is_refused() {
        for line in
            ["--random 5", "--against numpy", "--against julia", "--random x --against numpy", "--fast"]
        {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
