namespace Kiosk.Words;

/// <summary>Whether a command line asks for JSON, told before it is understood: a failure to understand it is JSON too.</summary>
public static class JsonSwitch
{
    private const string Name = "--json";

    private static readonly char[] Separators = ['=', ':'];

    /// <summary>Whether <c>--json</c> appears anywhere, with any value but <c>false</c>.</summary>
    public static bool IsIn(IEnumerable<string> arguments) => arguments.Any(IsAsked);

    private static bool IsAsked(string argument) =>
        argument.Split(Separators, 2) is [Name, .. var value] && !(value is [var given] && string.Equals(given, bool.FalseString, StringComparison.OrdinalIgnoreCase));
}
