using System.Text.Json;

namespace Kiosk.Source.Folders;

/// <summary>Names of enumeration values in JSON and CSV: camel case, excluding the zero value, which admits nobody.</summary>
internal static class Enumerations
{
    public static T? TryParse<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in Cache<T>.Named)
        {
            if (value.Name == text)
            {
                return value.Value;
            }
        }

        return null;
    }

    public static string Names<T>()
        where T : struct, Enum =>
        string.Join(", ", Cache<T>.Named.Select(value => value.Name));

    public static string NameOf<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static class Cache<T>
        where T : struct, Enum
    {
        public static readonly (string Name, T Value)[] Named =
            [.. Enum.GetValues<T>().Where(value => !value.Equals(default(T))).Select(value => (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), value))];
    }
}
