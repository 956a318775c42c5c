using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Kiosk.Words;

namespace Kiosk.CommandLine;

/// <summary>Explains what is wrong with a command line in one sentence. The library's own messages mention types, and report a mistyped verb three times.</summary>
public static class CommandLineMistake
{
    /// <param name="parsed">By a <see cref="ProgramCommand"/>.</param>
    /// <returns>Null if the command line is valid, or asks for help.</returns>
    public static string? In(ParseResult parsed, Language language)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return Find(parsed)?.In(language);
    }

    private static Phrase? Find(ParseResult parsed)
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
            // Those of the options themselves are in the language already.
            ?? Phrase.Untranslated(string.Join(" ", parsed.Errors.Select(error => error.Message).Distinct()));
    }

    private static string CallOf(CommandResult command) => ProgramCommand.CallOf(command);

    private static Phrase? UnmatchedWord(ParseResult parsed)
    {
        var (command, unmatched) = (parsed.CommandResult, parsed.UnmatchedTokens);
        if (command.Command.Subcommands.Count > 0)
        {
            return unmatched.FirstOrDefault(IsWord) is { } verb ? UnknownVerb(command, verb) : null;
        }

        return unmatched.Count == 0 ? null
            : !IsWord(unmatched[0]) ? UnknownOption(command, unmatched[0])
            : ValueOfSwitch(parsed, unmatched[0]) ?? WithExample(command, new(
                $"{CallOf(command)} không nhận thêm từ nào, \"{unmatched[0]}\" là thừa.",
                $"{CallOf(command)} takes no further word, and \"{unmatched[0]}\" is one too many."));
    }

    private static bool IsWord(string token) => !token.StartsWith('-') || token.Length < 2;

    /// <summary><c>--json=maybe</c>: the library accepts the switch and leaves the value unmatched.</summary>
    private static Phrase? ValueOfSwitch(ParseResult parsed, string word) =>
        Given(parsed).FirstOrDefault(option => option.Option.Arity.MaximumNumberOfValues == 1 && option.Option.ValueType == typeof(bool) && option.IdentifierToken is { Value: var name } && IsAttached(parsed, name, word)) is { } option
            ? new($"{option.Option.Name} là công tắc: hãy ghi mà không kèm \"{word}\", hoặc bỏ đi.", $"{option.Option.Name} is a switch: give it without \"{word}\", or leave it out.")
            : null;

    // The tokens no longer say what was attached to an option; but for a switch, only an attached word can be left unmatched right after it.
    private static bool IsAttached(ParseResult parsed, string name, string word)
    {
        var at = parsed.Tokens.ToList().FindIndex(token => token.Value == name);
        return at >= 0 && at + 1 < parsed.Tokens.Count && parsed.Tokens[at + 1].Value == word;
    }

    private static Phrase UnknownVerb(CommandResult command, string word)
    {
        var (verbs, call) = (VerbsOf(command), CallOf(command));
        var nearest = NearestWord.To(word, verbs) is { } near
            ? new Phrase($"có phải là {near}?", $"did you mean {near}?")
            : new Phrase($"các lệnh là {Choice.Listed(verbs, Choice.And.Vietnamese)}.", $"there is {Choice.Listed(verbs, Choice.And.English)}.");
        return new(
            $"{call} không có lệnh \"{word}\"; {nearest.Vietnamese} Xem: {call} --help",
            $"{(command.Parent is null ? $"There is no verb \"{word}\"" : $"{call} has no \"{word}\"")}; {nearest.English} See: {call} --help");
    }

    private static Phrase? MissingVerb(CommandResult command) => command.Command.Subcommands.Count == 0 ? null : WithExample(command, new(
        $"Sau {CallOf(command)} cần một lệnh: {Choice.Listed(VerbsOf(command), Choice.Or.Vietnamese)}.",
        $"{CallOf(command)} needs a verb after it: {Choice.Listed(VerbsOf(command), Choice.Or.English)}."));

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
            : known.Count > 0
                ? new($"{call} không có tùy chọn {name}; các tùy chọn là {Choice.Listed(known, Choice.And.Vietnamese)}.", $"{call} has no option {name}; its options are {Choice.Listed(known, Choice.And.English)}.")
                : new($"{call} không có tùy chọn {name}; xem: {call} --help", $"{call} has no option {name}; see: {call} --help");
    }

    private static Phrase? WrongCount(OptionResult given, CommandResult command)
    {
        var (option, count) = (given.Option, given.Tokens.Count);
        if (count < option.Arity.MinimumNumberOfValues)
        {
            return NeedsValue(option, command);
        }

        List<string> values = [.. given.Tokens.Select(token => $"\"{token.Value}\"")];
        return count <= option.Arity.MaximumNumberOfValues ? null
            : option.Arity.MaximumNumberOfValues == 1
                ? new(
                    $"{option.Name} được nêu {given.IdentifierTokenCount} lần, là {Choice.Listed(values, Choice.And.Vietnamese)}: chỉ nêu một lần.",
                    $"{option.Name} is given {given.IdentifierTokenCount} times, as {Choice.Listed(values, Choice.And.English)}; give it once.")
                : new($"{option.Name} nhận {option.Arity.MaximumNumberOfValues} giá trị, ở đây có {count}.", $"{option.Name} takes {option.Arity.MaximumNumberOfValues} values, and {count} are given.");
    }

    private static Phrase NeedsValue(Option option, CommandResult command)
    {
        var count = option.Arity.MinimumNumberOfValues;
        return WithExample(command, new(
            $"Sau {option.Name} cần {(count <= 1 ? "một" : $"{count}")} giá trị{Meaning(option)}",
            $"{option.Name} needs {(count <= 1 ? "a value" : $"{count} values")} after it{Meaning(option)}"), option.Name);
    }

    /// <summary><c>--data --json</c>: the library takes the second for a folder.</summary>
    private static Phrase? SwallowedOption(ParseResult parsed)
    {
        List<string> known = [.. OptionsOf(parsed.CommandResult).Select(option => option.Name)];
        return Given(parsed).FirstOrDefault(option => option.Tokens.Any(token => known.Contains(token.Value))) is { Option: var option } ? NeedsValue(option, parsed.CommandResult) : null;
    }

    private static Phrase? EmptyValue(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        if (Given(parsed).FirstOrDefault(option => option.Tokens.Any(IsBlank)) is { Option: var empty })
        {
            return WithExample(command, new($"Giá trị của {empty.Name} để trống{Meaning(empty)}", $"The value of {empty.Name} is empty{Meaning(empty)}"), empty.Name);
        }

        return command.Command.Arguments.FirstOrDefault(argument => parsed.GetResult(argument)?.Tokens.Any(IsBlank) == true) is { } word
            ? WithExample(command, new($"{word.Name} của {CallOf(command)} để trống.", $"The {word.Name} of {CallOf(command)} is empty."))
            : null;
    }

    private static bool IsBlank(Token token) => string.IsNullOrWhiteSpace(token.Value);

    private static Phrase? Missing(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        if (OptionsOf(command).FirstOrDefault(option => option.Required && parsed.GetResult(option) is not { Implicit: false }) is { } option)
        {
            return WithExample(command, new($"{CallOf(command)} cần {option.Name}{Meaning(option)}", $"{CallOf(command)} needs {option.Name}{Meaning(option)}"), option.Name);
        }

        return command.Command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 }) is { } word
            ? WithExample(command, new(
                $"{CallOf(command)} cần {word.Name} ({FirstSentence(word.Description)}).",
                $"{CallOf(command)} needs its {word.Name} ({FirstSentence(word.Description)})."))
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

    // In the language that is spoken, as every description is.
    private static string Meaning(Option option) => $" ({(option.HelpName is { } name ? $"{name}: " : "")}{FirstSentence(option.Description)}).";

    private static string FirstSentence(string? description)
    {
        var first = (description ?? "").Split([". ", ": "], StringSplitOptions.None)[0].TrimEnd('.');
        return Uncapitalized.Of(first);
    }

    /// <param name="with">Text that the example must contain; empty for any.</param>
    private static Phrase WithExample(CommandResult command, Phrase sentence, string with = "") =>
        ProgramCommand.ExamplesOf(command).FirstOrDefault(example => example.Contains(with, StringComparison.Ordinal))?.Split("  #")[0] is { } example
            ? new($"{sentence.Vietnamese} Ví dụ: {example}", $"{sentence.English} For example: {example}")
            : new($"{sentence.Vietnamese} Xem: {CallOf(command)} --help", $"{sentence.English} See: {CallOf(command)} --help");
}
