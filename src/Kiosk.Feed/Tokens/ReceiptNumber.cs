using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Tokens;

/// <summary>
/// The receipt number of a procedure, derived from the journal record and fit to be read out over the telephone: <c>HN-07-20261122-000042-0</c> is terminal, day in
/// Vietnam, sequence number of the record, and a check character over all letters and digits before it (ISO/IEC 7064, MOD 37-2: detects every single wrong
/// character and every swap of neighbours; the character may be <c>*</c>).
/// </summary>
/// <remarks>
/// Look-alikes are not folded: I and 1, O and 0 are four characters. If the check character accepted both, a number with another error could pass; as it is, a copying
/// mistake is reported as a wrong number.
/// </remarks>
public sealed record ReceiptNumber
{
    public const int MaxTerminalLength = 32;

    // Terminal, date, longest 64-bit number, check character, three hyphens.
    private const int MaxLength = MaxTerminalLength + 8 + 20 + 1 + 3;

    private ReceiptNumber(string terminal, DateOnly date, ulong sequence) => (Terminal, Date, Sequence) = (terminal, date, sequence);

    public string Terminal { get; }

    /// <summary>The day in Vietnam.</summary>
    public DateOnly Date { get; }

    /// <summary>Sequence number of the journal record, from 1.</summary>
    public ulong Sequence { get; }

    private string Body => string.Create(CultureInfo.InvariantCulture, $"{Terminal}-{Date:yyyyMMdd}-{Sequence:D6}");

    /// <param name="terminalId">1 to 32 ASCII letters, digits and hyphens; converted to upper case.</param>
    /// <exception cref="ArgumentException">The terminal id is malformed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sequence is 0.</exception>
    public static ReceiptNumber Of(string terminalId, DateTimeOffset instant, ulong sequence)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sequence);
        var terminal = terminalId.ToUpperInvariant();
        return IsTerminal(terminal)
            ? new(terminal, VietnamTime.DateOf(instant), sequence)
            : throw new ArgumentException($"A terminal id has 1 to {MaxTerminalLength} letters, digits and hyphens.", nameof(terminalId));
    }

    /// <summary>Parses a printed number; case does not matter.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ReceiptNumber? number)
    {
        number = text is { Length: <= MaxLength } ? Read(text.ToUpperInvariant()) : null;
        return number is not null;
    }

    /// <summary>Whether an instant is on its day.</summary>
    public bool IsOf(DateTimeOffset instant) => Date == VietnamTime.DateOf(instant);

    public override string ToString() => $"{Body}-{Iso7064.Mod37Radix2(Body.Where(char.IsAsciiLetterOrDigit))}";

    private static ReceiptNumber? Read(string text)
    {
        var parts = text.Split('-');
        if (parts.Length < 4
            || !IsTerminal(string.Join('-', parts[..^3]))
            || !DateOnly.TryParseExact(parts[^3], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || !ulong.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || sequence == 0)
        {
            return null;
        }

        // A number that does not print exactly as it was written (zeros, check character) is wrong.
        var candidate = new ReceiptNumber(string.Join('-', parts[..^3]), date, sequence);
        return candidate.ToString() == text ? candidate : null;
    }

    private static bool IsTerminal(string terminal) =>
        terminal.Length is >= 1 and <= MaxTerminalLength
        && terminal.Any(char.IsAsciiLetterOrDigit)
        && terminal.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c) || c is '-');
}
