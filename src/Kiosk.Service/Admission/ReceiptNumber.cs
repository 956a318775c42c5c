using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Kiosk.Service.Admission;

/// <summary>
/// What a member is given for a procedure, made from the journal's record of it and readable over the telephone: <c>HN-07-20261122-000042-0</c> is terminal,
/// day in Vietnam, the record's sequence, and a check character over all letters and digits before it (ISO/IEC 7064, MOD 37-2: finds every wrong character
/// and every two exchanged neighbours; the character may be <c>*</c>).
/// </summary>
/// <remarks>
/// Nothing that looks alike is taken for the other: I and 1, O and 0 are four characters. Where both were taken for right in the check character's place, a number with another
/// mistake in it could pass; whoever copied one for the other is told that the number is wrong, and looks again.
/// </remarks>
internal sealed record ReceiptNumber
{
    public const int MaxTerminalLength = 32;

    // Terminal, date, the longest 64-bit number, check character and three hyphens.
    private const int MaxLength = MaxTerminalLength + 8 + 20 + 1 + 3;

    private ReceiptNumber(string terminal, DateOnly date, ulong sequence) => (Terminal, Date, Sequence) = (terminal, date, sequence);

    public string Terminal { get; }

    /// <summary>The day in Vietnam.</summary>
    public DateOnly Date { get; }

    /// <summary>Of the journal record, from 1.</summary>
    public ulong Sequence { get; }

    private string Body => string.Create(CultureInfo.InvariantCulture, $"{Terminal}-{Date:yyyyMMdd}-{Sequence:D6}");

    /// <param name="terminalId">1 to 32 ASCII letters, digits and hyphens; letters become capitals.</param>
    /// <exception cref="ArgumentException">The terminal id is of another form.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sequence is 0.</exception>
    public static ReceiptNumber Of(string terminalId, DateTimeOffset instant, ulong sequence)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sequence);
        var terminal = terminalId.ToUpperInvariant();
        return IsTerminal(terminal)
            ? new(terminal, VietnamCalendar.DateOf(instant), sequence)
            : throw new ArgumentException($"A terminal id has 1 to {MaxTerminalLength} letters, digits and hyphens.", nameof(terminalId));
    }

    /// <summary>Reads a number as it was printed; small letters will do.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ReceiptNumber? number)
    {
        number = text is { Length: <= MaxLength } ? Read(text.ToUpperInvariant()) : null;
        return number is not null;
    }

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

        // Whatever is written differently from how it would be printed (zeros, check character) is another number or none.
        var candidate = new ReceiptNumber(string.Join('-', parts[..^3]), date, sequence);
        return candidate.ToString() == text ? candidate : null;
    }

    private static bool IsTerminal(string terminal) =>
        terminal.Length is >= 1 and <= MaxTerminalLength
        && terminal.Any(char.IsAsciiLetterOrDigit)
        && terminal.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c) || c is '-');
}
