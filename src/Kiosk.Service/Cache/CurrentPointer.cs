using System.Globalization;
using System.Text;

namespace Kiosk.Service.Cache;

/// <summary>The content of <c>CURRENT</c>: one line of file name and length in bytes, separated by a space. What the file holds, its seals vouch for (<see cref="SealedRows"/>).</summary>
internal sealed record CurrentPointer(long Number, long Length)
{
    private const string NameStart = "generation-";
    private const string NameEnd = ".cache";
    private const int MaxNumber = 99_999_999;

    public byte[] Encode() => Encoding.ASCII.GetBytes($"{FileName(Number)} {Length}\n");

    /// <returns>Null when the content is anything but one such line.</returns>
    public static CurrentPointer? Parse(ReadOnlySpan<byte> content) =>
        Encoding.Latin1.GetString(content).Split(' ') is [var name, [.. var length, '\n']]
        && NumberOf(name) is { } number
        && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var lengthInBytes)
            ? new(number, lengthInBytes)
            : null;

    public static string FileName(long number) =>
        number is > 0 and <= MaxNumber
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
