namespace Kiosk.Durability;

/// <summary>Words as a shell takes them: what a sentence tells somebody to run works when it is pasted.</summary>
internal static class ShellWord
{
    private const string Plain = "-_./:=@%+,";

    public static string Of(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
