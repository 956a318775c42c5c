namespace Kiosk.Words;

/// <summary>
/// The language that a command line speaks, one rule for every program: <c>KIOSK_LANGUAGE</c>, else what the system is set to (<c>LC_ALL</c>, <c>LC_MESSAGES</c>, <c>LANG</c>;
/// POSIX.1-2024, 8.2). Vietnamese where the first of these that says something begins with <c>vi</c>, else English.
/// </summary>
public static class ConsoleLanguage
{
    public const string Variable = "KIOSK_LANGUAGE";

    private static readonly string[] Variables = [Variable, "LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>How a person chooses, for <c>--help</c>.</summary>
    public static Phrase Rule { get; } = new(
        $"Ngôn ngữ: {Variable}=vi hoặc {Variable}=en; nếu không đặt thì theo hệ thống (LC_ALL, LC_MESSAGES, LANG).",
        $"Language: {Variable}=vi or {Variable}=en; where it is not set, the system's (LC_ALL, LC_MESSAGES, LANG).");

    public static Language Current => Of(Environment.GetEnvironmentVariable);

    /// <param name="variableOf">The value of an environment variable, or null.</param>
    public static Language Of(Func<string, string?> variableOf) =>
        Variables.Select(variableOf).FirstOrDefault(value => value is { Length: > 0 }) is { } chosen && IsVietnamese(chosen) ? Language.Vietnamese : Language.English;

    // vi, vi_VN.UTF-8, vi-VN; not the code of another language that begins alike.
    private static bool IsVietnamese(string chosen) => chosen.StartsWith("vi", StringComparison.OrdinalIgnoreCase) && (chosen.Length == 2 || !char.IsAsciiLetter(chosen[2]));
}
