namespace Kiosk.Durability;

/// <summary>Quotes words for a POSIX shell, so that a command printed in a message works when pasted.</summary>
internal static class ShellWord
{
    private const string Plain = "-_./:=@%+,";

    public static string Of(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
