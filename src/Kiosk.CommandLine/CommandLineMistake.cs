using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Kiosk.Words;

namespace Kiosk.CommandLine;

/// <summary>What is wrong with a command line, in one sentence for whoever typed it: the library's own sentences speak of types, and say a mistyped verb three times.</summary>
public static class CommandLineMistake
{
    /// <param name="parsed">By a <see cref="ProgramCommand"/>.</param>
    /// <returns>Null where the command line can be used, or asks for help.</returns>
    public static string? In(ParseResult parsed, Language language) => Find(parsed, language)?.In(language);

    private static Phrase? Find(ParseResult parsed, Language language)
    {
        if (parsed.Errors.Count == 0)
        {
            return SwallowedOption(parsed, language) ?? EmptyValue(parsed, language);
        }

        // Help, or what may follow for Tab: neither minds what else is typed.
        return parsed.Action is not ParseErrorAction
            ? null
            : UnmatchedWord(parsed, language)
                ?? MissingVerb(parsed.CommandResult, language)
                ?? Given(parsed).Select(option => WrongCount(option, parsed.CommandResult, language)).FirstOrDefault(sentence => sentence is not null)
                ?? SwallowedOption(parsed, language)
                ?? EmptyValue(parsed, language)
                ?? MissingOption(parsed, language)
                // Those of the options themselves are in the language already.
                ?? Phrase.Untranslated(string.Join(" ", parsed.Errors.Select(error => error.Message).Distinct()));
    }

    private static string CallOf(CommandResult command) =>
        command.Parent is CommandResult above ? $"{CallOf(above)} {command.Command.Name}" : ((ProgramCommand)command.Command).Program;

    private static Phrase? UnmatchedWord(ParseResult parsed, Language language)
    {
        var (command, unmatched) = (parsed.CommandResult, parsed.UnmatchedTokens);
        if (command.Command.Subcommands.Count > 0)
        {
            return unmatched.FirstOrDefault(IsWord) is { } verb ? UnknownVerb(command, verb) : null;
        }

        return unmatched.Count == 0 ? null
            : IsWord(unmatched[0]) ? new(
                $"{CallOf(command)} không nhận thêm từ nào, \"{unmatched[0]}\" là thừa.{Example(command, language)}",
                $"{CallOf(command)} takes no further word, and \"{unmatched[0]}\" is one too many.{Example(command, language)}")
            : UnknownOption(command, unmatched[0]);
    }

    private static bool IsWord(string token) => !token.StartsWith('-') || token.Length < 2;

    private static Phrase UnknownVerb(CommandResult command, string word)
    {
        var (verbs, call) = (VerbsOf(command), CallOf(command));
        var nearest = NearestWord.To(word, verbs) is { } near
            ? new Phrase($"có phải là {near}?", $"did you mean {near}?")
            : new Phrase($"các lệnh là {string.Join(", ", verbs)}.", $"there is {string.Join(", ", verbs)}.");
        return new($"{call} không có lệnh \"{word}\"; {nearest.Vietnamese} Xem: {call} --help", $"{call} has no verb \"{word}\"; {nearest.English} See: {call} --help");
    }

    private static Phrase? MissingVerb(CommandResult command, Language language) => command.Command.Subcommands.Count == 0 ? null : new(
        $"Sau {CallOf(command)} cần một lệnh: {string.Join(", ", VerbsOf(command))}.{Example(command, language)}",
        $"{CallOf(command)} needs a verb after it: {string.Join(", ", VerbsOf(command))}.{Example(command, language)}");

    private static Phrase UnknownOption(CommandResult command, string token)
    {
        var (name, call) = (token.Split('=', ':')[0], CallOf(command));
        List<string> known = [.. OptionsOf(command).Select(option => option.Name)];
        if (known.Contains(name))
        {
            return new($"{name} đứng trước lệnh; tùy chọn phải đứng sau, như: {call} {name}", $"{name} stands before the verb; options stand after it, as in: {call} {name}");
        }

        return NearestWord.To(name, known) is { } near
            ? new($"{call} không có tùy chọn {name}; có phải là {near}?", $"{call} has no option {name}; did you mean {near}?")
            : new($"{call} không có tùy chọn {name}; các tùy chọn là {string.Join(", ", known)}.", $"{call} has no option {name}; its options are {string.Join(", ", known)}.");
    }

    private static Phrase? WrongCount(OptionResult given, CommandResult command, Language language)
    {
        var (option, count) = (given.Option, given.Tokens.Count);
        if (count < option.Arity.MinimumNumberOfValues)
        {
            return NeedsValue(option, command, language);
        }

        var values = string.Join(", ", given.Tokens.Select(token => $"\"{token.Value}\""));
        return count <= option.Arity.MaximumNumberOfValues ? null : new(
            $"{option.Name} được nêu {given.IdentifierTokenCount} lần, là {values}: chỉ nêu một lần.",
            $"{option.Name} is given {given.IdentifierTokenCount} times, as {values}: give it once.");
    }

    private static Phrase NeedsValue(Option option, CommandResult command, Language language) => new(
        $"Sau {option.Name} cần một giá trị{Meaning(option)}{Example(command, language)}",
        $"{option.Name} needs a value after it{Meaning(option)}{Example(command, language)}");

    /// <summary><c>--desk --json</c>: the library takes the second for a folder.</summary>
    private static Phrase? SwallowedOption(ParseResult parsed, Language language)
    {
        List<string> known = [.. OptionsOf(parsed.CommandResult).Select(option => option.Name)];
        return Given(parsed).FirstOrDefault(option => option.Tokens.Any(token => known.Contains(token.Value))) is { Option: var option } ? NeedsValue(option, parsed.CommandResult, language) : null;
    }

    private static Phrase? EmptyValue(ParseResult parsed, Language language)
    {
        var command = parsed.CommandResult;
        if (Given(parsed).FirstOrDefault(option => option.Tokens.Any(IsBlank)) is { Option: var empty })
        {
            return new(
                $"Giá trị của {empty.Name} để trống{Meaning(empty)}{Example(command, language)}",
                $"The value of {empty.Name} is empty{Meaning(empty)}{Example(command, language)}");
        }

        return command.Command.Arguments.FirstOrDefault(argument => parsed.GetResult(argument)?.Tokens.Any(IsBlank) == true) is { } word ? new(
                $"{word.Name} của {CallOf(command)} để trống.{Example(command, language)}",
                $"The {word.Name} of {CallOf(command)} is empty.{Example(command, language)}")
            : null;
    }

    private static bool IsBlank(Token token) => string.IsNullOrWhiteSpace(token.Value);

    private static Phrase? MissingOption(ParseResult parsed, Language language) =>
        OptionsOf(parsed.CommandResult).FirstOrDefault(option => option.Required && parsed.GetResult(option) is not { Implicit: false }) is { } option ? new(
                $"{CallOf(parsed.CommandResult)} cần {option.Name}{Meaning(option)}{Example(parsed.CommandResult, language)}",
                $"{CallOf(parsed.CommandResult)} needs {option.Name}{Meaning(option)}{Example(parsed.CommandResult, language)}")
            : null;

    private static IEnumerable<OptionResult> Given(ParseResult parsed) => OptionsOf(parsed.CommandResult).Select(parsed.GetResult).OfType<OptionResult>().Where(result => !result.Implicit);

    private static IEnumerable<Option> OptionsOf(CommandResult command) => command.Command.Options.Where(option => option is not HelpOption and not VersionOption);

    private static List<string> VerbsOf(CommandResult command) => [.. command.Command.Subcommands.Select(verb => verb.Name)];

    private static string Meaning(Option option) => $" ({(option.HelpName is { } name ? $"{name}: " : "")}{FirstSentence(option.Description)}).";

    private static string FirstSentence(string? description)
    {
        var first = (description ?? "").Split([". ", ": "], StringSplitOptions.None)[0].TrimEnd('.');
        return Uncapitalized.Of(first);
    }

    private static string Example(CommandResult command, Language language) => (DeskHelp.ExampleIn(command.Command.Description, language) is { } example
        ? new Phrase($" Ví dụ: {example}", $" For example: {example}")
        : new Phrase($" Xem: {CallOf(command)} --help", $" See: {CallOf(command)} --help")).In(language);
}
