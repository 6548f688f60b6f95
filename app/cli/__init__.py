"""The command line: `./countroom <words>`. A command is a function with @command in any module here."""
