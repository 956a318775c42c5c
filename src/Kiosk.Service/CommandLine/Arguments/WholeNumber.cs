using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Options for whole numbers, which are refused in a sentence with the range and an example.</summary>
/// <param name="Min">The smallest that is taken.</param>
/// <param name="Max">The greatest.</param>
/// <param name="Example">One that a person may type.</param>
internal sealed record WholeNumber(long Min, long Max, long Example)
{
    /// <summary>An option for one number.</summary>
    /// <param name="usual">Where the option is left out.</param>
    public Option<long> Option(string name, long usual) => new(name)
    {
        CustomParser = result => Parse(name, result.Tokens[0], result),
        DefaultValueFactory = _ => usual,
    };

    /// <summary>An option for one number, or none.</summary>
    public Option<long?> Option(string name) => new(name) { CustomParser = result => Parse(name, result.Tokens[0], result) };

    /// <summary>An option for numbers.</summary>
    public Option<long[]> Several(string name) => new(name) { CustomParser = result => [.. result.Tokens.Select(token => Parse(name, token, result))] };

    private long Parse(string name, Token token, ArgumentResult result)
    {
        if (long.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= Min && number <= Max)
        {
            return number;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} \"{token.Value}\" is not a whole number from {Min} to {Max}, such as {name} {Example}."));
        return Min;
    }
}
