using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine.Arguments;

/// <summary>What is wrong with a command line, in one sentence for whoever typed it: the library's own sentences speak of types, and say a mistyped verb three times.</summary>
internal static class CommandLineMistake
{
    private const string ProgramName = "registry";

    /// <returns>Null where the command line can be used, or asks for help.</returns>
    public static string? In(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return SwallowedOption(parsed) ?? EmptyValue(parsed);
        }

        // Help, or what may follow for Tab: neither minds what else is typed.
        return parsed.Action is not ParseErrorAction
            ? null
            : UnmatchedWord(parsed)
                ?? MissingVerb(parsed.CommandResult)
                ?? Given(parsed).Select(option => WrongCount(option, parsed.CommandResult)).FirstOrDefault(sentence => sentence is not null)
                ?? SwallowedOption(parsed)
                ?? EmptyValue(parsed)
                ?? MissingOption(parsed)
                ?? string.Join(" ", parsed.Errors.Select(error => error.Message).Distinct());
    }

    private static string CallOf(CommandResult command) =>
        command.Parent is CommandResult above ? $"{CallOf(above)} {command.Command.Name}" : ProgramName;

    private static string? UnmatchedWord(ParseResult parsed)
    {
        var (command, unmatched) = (parsed.CommandResult, parsed.UnmatchedTokens);
        if (command.Command.Subcommands.Count > 0)
        {
            return unmatched.FirstOrDefault(IsWord) is { } verb ? UnknownVerb(command, verb) : null;
        }

        return unmatched.Count == 0 ? null
            : IsWord(unmatched[0]) ? $"{CallOf(command)} takes no further word, and \"{unmatched[0]}\" is one too many.{Example(command)}"
            : UnknownOption(command, unmatched[0]);
    }

    private static bool IsWord(string token) => !token.StartsWith('-') || token.Length < 2;

    private static string UnknownVerb(CommandResult command, string word)
    {
        var verbs = VerbsOf(command);
        var nearest = NearestWord.To(word, verbs) is { } near ? $"did you mean {near}?" : $"there is {string.Join(", ", verbs)}.";
        return $"{CallOf(command)} has no verb \"{word}\"; {nearest} See: {CallOf(command)} --help";
    }

    private static string? MissingVerb(CommandResult command) => command.Command.Subcommands.Count == 0 ? null
        : $"{CallOf(command)} needs a verb after it: {string.Join(", ", VerbsOf(command))}.{Example(command)}";

    private static string UnknownOption(CommandResult command, string token)
    {
        var name = token.Split('=', ':')[0];
        List<string> known = [.. OptionsOf(command).Select(option => option.Name)];
        return known.Contains(name)
            ? $"{name} stands before the verb; options stand after it, as in: {CallOf(command)} {name}"
            : $"{CallOf(command)} has no option {name}; {(NearestWord.To(name, known) is { } near ? $"did you mean {near}?" : $"its options are {string.Join(", ", known)}.")}";
    }

    private static string? WrongCount(OptionResult given, CommandResult command)
    {
        var (option, count) = (given.Option, given.Tokens.Count);
        return count < option.Arity.MinimumNumberOfValues ? NeedsValue(option, command)
            : count > option.Arity.MaximumNumberOfValues ? $"{option.Name} is given {given.IdentifierTokenCount} times, as {string.Join(", ", given.Tokens.Select(token => $"\"{token.Value}\""))}: give it once."
            : null;
    }

    private static string NeedsValue(Option option, CommandResult command) => $"{option.Name} needs a value after it{Meaning(option)}{Example(command)}";

    /// <summary><c>--desk --json</c>: the library takes the second for a folder.</summary>
    private static string? SwallowedOption(ParseResult parsed)
    {
        List<string> known = [.. OptionsOf(parsed.CommandResult).Select(option => option.Name)];
        return Given(parsed).FirstOrDefault(option => option.Tokens.Any(token => known.Contains(token.Value))) is { Option: var option } ? NeedsValue(option, parsed.CommandResult) : null;
    }

    private static string? EmptyValue(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        return Given(parsed).FirstOrDefault(option => option.Tokens.Any(IsBlank)) is { Option: var empty } ? $"The value of {empty.Name} is empty{Meaning(empty)}{Example(command)}"
            : command.Command.Arguments.FirstOrDefault(argument => parsed.GetResult(argument)?.Tokens.Any(IsBlank) == true) is { } word ? $"The {word.Name} of {CallOf(command)} is empty.{Example(command)}"
            : null;
    }

    private static bool IsBlank(Token token) => string.IsNullOrWhiteSpace(token.Value);

    private static string? MissingOption(ParseResult parsed) =>
        OptionsOf(parsed.CommandResult).FirstOrDefault(option => option.Required && parsed.GetResult(option) is not { Implicit: false }) is { } option
            ? $"{CallOf(parsed.CommandResult)} needs {option.Name}{Meaning(option)}{Example(parsed.CommandResult)}"
            : null;

    private static IEnumerable<OptionResult> Given(ParseResult parsed) => OptionsOf(parsed.CommandResult).Select(parsed.GetResult).OfType<OptionResult>().Where(result => !result.Implicit);

    private static IEnumerable<Option> OptionsOf(CommandResult command) => command.Command.Options.Where(option => option is not HelpOption and not VersionOption);

    private static List<string> VerbsOf(CommandResult command) => [.. command.Command.Subcommands.Select(verb => verb.Name)];

    private static string Meaning(Option option) => $" ({(option.HelpName is { } name ? $"{name}: " : "")}{FirstSentence(option.Description)}).";

    private static string FirstSentence(string? description)
    {
        var first = (description ?? "").Split([". ", ": "], StringSplitOptions.None)[0].TrimEnd('.');
        return first.Length > 0 ? char.ToLowerInvariant(first[0]) + first[1..] : "";
    }

    private static string Example(CommandResult command) =>
        (command.Command.Description ?? "").Split("Example: ") is [_, var example] ? $" For example: {example.TrimEnd()}" : $" See: {CallOf(command)} --help";
}
