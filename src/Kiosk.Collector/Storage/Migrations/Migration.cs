using System.Globalization;
using System.Reflection;

namespace Kiosk.Collector.Storage.Migrations;

/// <summary>One numbered step of a schema, an embedded file such as <c>001-journals.sql</c>. Steps are only ever added: a database that applied one keeps it.</summary>
/// <param name="Number">From 1 without gaps.</param>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>All steps of one engine, in order.</summary>
    /// <param name="engine">The folder of their resources.</param>
    public static IReadOnlyList<Migration> Of(string engine)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith(engine + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select((name, index) => Read(assembly, name, engine.Length + 1, index + 1)),
        ];
    }

    private static Migration Read(Assembly assembly, string resource, int prefix, int expected)
    {
        var name = resource[prefix..];
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return int.TryParse(name.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == expected
            ? new(number, name, reader.ReadToEnd())
            : throw new InvalidOperationException($"{resource} stands where migration {expected} belongs.");
    }
}
