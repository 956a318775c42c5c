using System.Globalization;
using System.Text;

namespace Kiosk.Service.Cache;

/// <summary>The content of <c>CURRENT</c>: one line of file name, length in bytes and SHA-256, separated by single spaces.</summary>
/// <param name="Sha256">Lower-case hex of the whole file. Checked at the build and by <see cref="CacheStore.CheckCurrent"/>; a start compares only the length.</param>
internal sealed record CurrentPointer(long Number, long Length, string Sha256)
{
    private const string NameStart = "generation-";
    private const string NameEnd = ".cache";
    private const int GreatestNumber = 99_999_999;
    private const int HashDigits = 64;

    public byte[] Encode() => Encoding.ASCII.GetBytes($"{FileName(Number)} {Length} {Sha256}\n");

    /// <returns>Null when the content is anything but one such line.</returns>
    public static CurrentPointer? Parse(ReadOnlySpan<byte> content) =>
        Encoding.Latin1.GetString(content).Split(' ') is [var name, var length, var hash]
        && NumberOf(name) is { } number
        && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var lengthInBytes)
        && hash.Length == HashDigits + 1
        && hash[^1] == '\n'
        && hash[..HashDigits].All(char.IsAsciiHexDigitLower)
            ? new(number, lengthInBytes, hash[..HashDigits])
            : null;

    public static string FileName(long number) =>
        number is > 0 and <= GreatestNumber
            ? $"{NameStart}{number:D8}{NameEnd}"
            : throw new ArgumentOutOfRangeException(nameof(number), number, "A generation's number has at most eight digits.");

    /// <returns>Null when it is not the name of a generation.</returns>
    public static long? NumberOf(string fileName) =>
        fileName.Length == NameStart.Length + 8 + NameEnd.Length
        && fileName.StartsWith(NameStart, StringComparison.Ordinal)
        && fileName.EndsWith(NameEnd, StringComparison.Ordinal)
        && long.TryParse(fileName.AsSpan(NameStart.Length, 8), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : null;
}
