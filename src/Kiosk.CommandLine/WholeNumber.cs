using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Kiosk.Words;

namespace Kiosk.CommandLine;

/// <summary>Options for whole numbers; anything else is refused with a sentence that gives the range and an example.</summary>
/// <param name="Min">The minimum, inclusive.</param>
/// <param name="Max">The maximum, inclusive.</param>
/// <param name="Example">A typical value.</param>
public sealed record WholeNumber(long Min, long Max, long Example, Language Language)
{
    /// <summary>An option that takes one number.</summary>
    /// <param name="usual">The default.</param>
    public Option<long> Option(string name, long usual) => new(name)
    {
        CustomParser = result => Parse(name, result.Tokens[0], result),
        DefaultValueFactory = _ => usual,
    };

    /// <summary>An option that takes one number and has no default.</summary>
    public Option<long?> Option(string name) => new(name) { CustomParser = result => Parse(name, result.Tokens[0], result) };

    /// <summary>An option that takes several numbers.</summary>
    public Option<long[]> Several(string name) => new(name) { CustomParser = result => [.. result.Tokens.Select(token => Parse(name, token, result))] };

    private long Parse(string name, Token token, ArgumentResult result)
    {
        if (long.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= Min && number <= Max)
        {
            return number;
        }

        result.AddError(new Phrase(
            $"{name} \"{token.Value}\" không phải số nguyên từ {Min} đến {Max}, như {name} {Example}.",
            $"{name} \"{token.Value}\" is not a whole number from {Min} to {Max}, such as {name} {Example}.").In(Language));
        return Min;
    }
}
