using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Kiosk.Feed.Records;

namespace Kiosk.Testing.Secrecy;

/// <summary>Everything that an authority's source folder says about people and meetings, searched for in every encoding that is used anywhere (<see cref="ValueEncodings"/>).</summary>
internal sealed class PersonalValues
{
    // Numbers below this also occur in names of files.
    private const int FirstUniqueNumber = 100;

    private readonly List<(string Kind, string Encoding, byte[] Bytes)> patterns;

    private PersonalValues(IEnumerable<PersonalValue> values) =>
        patterns = [.. values.DistinctBy(value => (value.Kind, Convert.ToHexString(value.Bytes))).SelectMany(value => ValueEncodings.Of(value).Select(one => (value.Kind, one.Name, one.Bytes)))];

    /// <param name="province">Its folder in the source folder.</param>
    /// <param name="members">How many of the first, and how many of those with a unique number.</param>
    public static PersonalValues In(string province, int members)
    {
        var lines = File.ReadLines(Path.Combine(province, "members.csv")).Skip(1).Where(line => line[0] != ',').ToList();
        return new([
            .. lines.Take(members).Concat(lines.Skip(FirstUniqueNumber).Take(members)).SelectMany((line, index) => OfMember(line, hasUniqueNumber: index >= members)),
            .. Directory.EnumerateFiles(Path.Combine(province, "meetings"), "*.json").SelectMany(OfMeeting),
            .. Directory.EnumerateFiles(Path.Combine(province, "meetings"), "*.roster.csv").SelectMany(OfRoster),
        ]);
    }

    /// <summary>These values, in all encodings.</summary>
    public static PersonalValues Of(params IReadOnlyList<PersonalValue> values) => new(values);

    /// <returns>What was found in the folder's files and their names: kind, encoding and file.</returns>
    public List<string> FindIn(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => new FileInfo(path).Length > 0).SelectMany(path => FindIn(path, [.. File.ReadAllBytes(path), .. Encoding.UTF8.GetBytes(Path.GetFileName(path))]))];

    /// <param name="name">Of what is searched.</param>
    public IEnumerable<string> FindIn(string name, byte[] content) => patterns.Where(one => content.AsSpan().IndexOf(one.Bytes) >= 0).Select(one => $"{one.Kind} {one.Encoding} {name}");

    private static IEnumerable<PersonalValue> OfMember(string line, bool hasUniqueNumber)
    {
        var columns = line.Split(',');
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(columns[0]));
        var uuid = UuidOf(certificate);
        PersonalValue[] values =
        [
            PersonalValue.OfText("name", columns[1]), PersonalValue.OfText("number", columns[2]), PersonalValue.OfText("unit", columns[3]),
            new("certificate", certificate.RawData), new("public-key", certificate.PublicKey.EncodedKeyValue.RawData),
            PersonalValue.OfText("uuid", uuid.ToString()), new("uuid", uuid.ToByteArray(bigEndian: true)), new("uuid", uuid.ToByteArray()),
            new("tag", CardTag.Of(uuid.ToByteArray(bigEndian: true)).ToArray()),
        ];
        return values.Where(value => hasUniqueNumber || value.Kind != "number");
    }

    private static IEnumerable<PersonalValue> OfMeeting(string path)
    {
        var meeting = JsonSerializer.Deserialize(File.ReadAllBytes(path), RecordJson.Meeting)!;
        return [PersonalValue.OfText("title", meeting.Title), PersonalValue.OfText("title", meeting.Sessions[0].Title), new("key", meeting.Key.ToArray())];
    }

    private static IEnumerable<PersonalValue> OfRoster(string path)
    {
        var (header, lines) = (File.ReadLines(path).First().Split(','), File.ReadLines(path).Skip(1).Select(line => line.Split(',')).ToList());
        return ((string[])["role", "delegation"]).SelectMany(kind => lines.Select(line => line[Array.IndexOf(header, kind)]).Where(text => text.Length > 0).Distinct().Select(text => PersonalValue.OfText(kind, text)));
    }

    private static Guid UuidOf(X509Certificate2 certificate)
    {
        var names = Encoding.ASCII.GetString(certificate.Extensions["2.5.29.17"]!.RawData);
        return Guid.Parse(names[(names.IndexOf("urn:uuid:", StringComparison.Ordinal) + "urn:uuid:".Length)..][..36]);
    }
}
