using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Explains what is wrong with a command line in one sentence. The library's own messages mention types, and report a mistyped verb three times.</summary>
internal static class CommandLineMistake
{
    private const string ProgramName = "kiosk";

    /// <returns>Null if the command line is valid, or asks for help.</returns>
    public static string? In(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return SwallowedOption(parsed) ?? EmptyValue(parsed);
        }

        // Help or Tab completion: mistakes elsewhere on the line do not matter.
        if (parsed.Action is not ParseErrorAction)
        {
            return null;
        }

        return UnmatchedWord(parsed)
            ?? MissingVerb(parsed.CommandResult)
            ?? Given(parsed).Select(option => WrongCount(option, parsed.CommandResult)).FirstOrDefault(sentence => sentence is not null)
            ?? SwallowedOption(parsed)
            ?? EmptyValue(parsed)
            ?? Missing(parsed)
            ?? string.Join(" ", parsed.Errors.Select(error => error.Message).Distinct());
    }

    private static string CallOf(CommandResult command) => $"{ProgramName} {ExampleHelp.NameOf(command)}".TrimEnd();

    private static string? UnmatchedWord(ParseResult parsed)
    {
        var (command, unmatched) = (parsed.CommandResult, parsed.UnmatchedTokens);
        if (command.Command.Subcommands.Count > 0)
        {
            return unmatched.FirstOrDefault(IsWord) is { } verb ? UnknownVerb(command, verb) : null;
        }

        return unmatched.Count == 0 ? null
            : !IsWord(unmatched[0]) ? UnknownOption(command, unmatched[0])
            : ValueOfSwitch(parsed, unmatched[0]) ?? $"{CallOf(command)} takes no further word, and \"{unmatched[0]}\" is one too many.{Example(command)}";
    }

    private static bool IsWord(string token) => !token.StartsWith('-') || token.Length < 2;

    /// <summary><c>--json=maybe</c>: the library accepts the switch and leaves the value unmatched.</summary>
    private static string? ValueOfSwitch(ParseResult parsed, string word) =>
        Given(parsed).FirstOrDefault(option => option.Option.Arity.MaximumNumberOfValues == 1 && option.Option.ValueType == typeof(bool) && option.IdentifierToken is { Value: var name } && IsAttached(parsed, name, word)) is { } option
            ? $"{option.Option.Name} is a switch: give it without \"{word}\", or leave it out."
            : null;

    // The tokens no longer say what was attached to an option; but for a switch, only an attached word can be left unmatched right after it.
    private static bool IsAttached(ParseResult parsed, string name, string word)
    {
        var at = parsed.Tokens.ToList().FindIndex(token => token.Value == name);
        return at >= 0 && at + 1 < parsed.Tokens.Count && parsed.Tokens[at + 1].Value == word;
    }

    private static string UnknownVerb(CommandResult command, string word)
    {
        var verbs = VerbsOf(command);
        var nearest = NearestWord.To(word, verbs) is { } near ? $"did you mean {near}?" : $"there is {Choice.Listed(verbs, "and")}.";
        return ExampleHelp.NameOf(command).Length == 0
            ? $"There is no verb \"{word}\"; {nearest} See: {ProgramName} --help"
            : $"{CallOf(command)} has no \"{word}\"; {nearest} See: {CallOf(command)} --help";
    }

    private static string? MissingVerb(CommandResult command) => command.Command.Subcommands.Count == 0 ? null
        : $"{CallOf(command)} needs a verb after it: {Choice.Listed(VerbsOf(command))}.{Example(command)}";

    private static string UnknownOption(CommandResult command, string token)
    {
        var name = token.Split('=', ':')[0];
        List<string> known = [.. OptionsOf(command).Select(option => option.Name)];
        return known.Contains(name)
            ? $"{name} stands before the verb; options stand after it, as in: {CallOf(command)} {name}"
            : NearestWord.To(name, known) is { } near
                ? $"{CallOf(command)} has no option {name}; did you mean {near}?"
                : $"{CallOf(command)} has no option {name}; {(known.Count > 0 ? $"its options are {Choice.Listed(known, "and")}." : $"see: {CallOf(command)} --help")}";
    }

    private static string? WrongCount(OptionResult given, CommandResult command)
    {
        var (option, count) = (given.Option, given.Tokens.Count);
        if (count < option.Arity.MinimumNumberOfValues)
        {
            return NeedsValue(option, command);
        }

        return count <= option.Arity.MaximumNumberOfValues ? null
            : option.Arity.MaximumNumberOfValues == 1
                ? $"{option.Name} is given {given.IdentifierTokenCount} times, as {Choice.Listed([.. given.Tokens.Select(token => $"\"{token.Value}\"")], "and")}; give it once."
                : $"{option.Name} takes {option.Arity.MaximumNumberOfValues} values, and {count} are given.";
    }

    private static string NeedsValue(Option option, CommandResult command)
    {
        var wanted = option.Arity.MinimumNumberOfValues <= 1 ? "a value" : $"{option.Arity.MinimumNumberOfValues} values";
        return $"{option.Name} needs {wanted} after it{Meaning(option)}{Example(command, option.Name)}";
    }

    /// <summary><c>--data --json</c>: the library takes the second for a folder.</summary>
    private static string? SwallowedOption(ParseResult parsed)
    {
        List<string> known = [.. OptionsOf(parsed.CommandResult).Select(option => option.Name)];
        return Given(parsed).FirstOrDefault(option => option.Tokens.Any(token => known.Contains(token.Value))) is { Option: var option } ? NeedsValue(option, parsed.CommandResult) : null;
    }

    private static string? EmptyValue(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        return Given(parsed).FirstOrDefault(option => option.Tokens.Any(IsBlank)) is { Option: var empty }
            ? $"The value of {empty.Name} is empty{Meaning(empty)}{Example(command, empty.Name)}"
            : command.Command.Arguments.FirstOrDefault(argument => parsed.GetResult(argument)?.Tokens.Any(IsBlank) == true) is { } word
                ? $"The {word.Name} of {CallOf(command)} is empty.{Example(command)}"
                : null;
    }

    private static bool IsBlank(Token token) => string.IsNullOrWhiteSpace(token.Value);

    private static string? Missing(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        if (OptionsOf(command).FirstOrDefault(option => option.Required && parsed.GetResult(option) is not { Implicit: false }) is { } option)
        {
            return $"{CallOf(command)} needs {option.Name}{Meaning(option)}{Example(command, option.Name)}";
        }

        return command.Command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 }) is { } word
            ? $"{CallOf(command)} needs its {word.Name} ({FirstSentence(word.Description)}).{Example(command)}"
            : null;
    }

    private static IEnumerable<OptionResult> Given(ParseResult parsed) => OptionsOf(parsed.CommandResult).Select(parsed.GetResult).OfType<OptionResult>().Where(result => !result.Implicit);

    /// <summary>The verb's options, and those of its parents that apply to it too.</summary>
    private static IEnumerable<Option> OptionsOf(CommandResult command)
    {
        var options = command.Command.Options.AsEnumerable();
        for (var above = command.Parent as CommandResult; above is not null; above = above.Parent as CommandResult)
        {
            options = options.Concat(above.Command.Options.Where(option => option.Recursive));
        }

        return options.Where(option => option is not System.CommandLine.Help.HelpOption and not VersionOption);
    }

    private static List<string> VerbsOf(CommandResult command) => [.. command.Command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)];

    private static string Meaning(Option option) => $" ({(option.HelpName is { } name ? $"{name}: " : "")}{FirstSentence(option.Description)}).";

    private static string FirstSentence(string? description)
    {
        var first = (description ?? "").Split(". ")[0].TrimEnd('.');
        return Uncapitalized.Of(first);
    }

    /// <param name="with">Text that the example must contain; empty for any.</param>
    private static string Example(CommandResult command, string with = "") =>
        HelpExamples.Of(ExampleHelp.NameOf(command)).FirstOrDefault(example => example.Contains(with, StringComparison.Ordinal)) is { } example
            ? $" For example: {example}"
            : $" See: {CallOf(command)} --help";
}
