using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Kiosk.Trials.Hostile.Play;

namespace Kiosk.Trials.Hostile;

/// <summary>The cases' names for those who read Vietnamese; in code and JSON a case has its English name.</summary>
internal static class VietnameseNames
{
    private const string Resource = "vietnamese-names.tsv";

    private static readonly FrozenDictionary<(int Row, string Name), string> Names = Read().ToFrozenDictionary(line => (line.Row, line.English), line => line.Vietnamese);

    /// <summary>What the table says of each case, in order.</summary>
    public static IEnumerable<(int Row, string English, string Vietnamese)> Read()
    {
        using var content = new StreamReader(typeof(VietnameseNames).Assembly.GetManifestResourceStream(Resource)!, Encoding.UTF8);
        while (content.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            yield return (int.Parse(fields[0], CultureInfo.InvariantCulture), fields[1], fields[2]);
        }
    }

    /// <returns>The English name where the table has no other.</returns>
    public static string Of(HostileCase one) => Names.GetValueOrDefault((one.Row, one.Name), one.Name);
}
