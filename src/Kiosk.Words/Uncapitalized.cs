namespace Kiosk.Words;

/// <summary>The beginning of a sentence as it stands within another.</summary>
public static class Uncapitalized
{
    /// <returns>With a small first letter, unless the first word is an acronym such as CRLs.</returns>
    public static string Of(string sentence) => sentence switch
    {
        [] => "",
        [_, var second, ..] when char.IsUpper(second) => sentence,
        _ => char.ToLowerInvariant(sentence[0]) + sentence[1..],
    };
}
