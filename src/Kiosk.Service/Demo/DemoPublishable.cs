using System.Globalization;
using System.Text;
using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Source;

namespace Kiosk.Service.Demo;

/// <summary>The demo's authority as a source folder of the registry: <c>registry publish --from</c> takes it as it is.</summary>
internal sealed class DemoPublishable(string folder)
{
    private static readonly string[] Shared = [SourceLayout.Profile, SourceLayout.Procedures, SourceLayout.Registry + TargetPaths.CertificateEnding];

    private readonly StringBuilder members = new("certificate,name,card_number,unit,status,from,to,decision\n");

    public string Province => Path.Combine(folder, "provinces", DemoDesk.Province.Text);

    /// <param name="certificate">DER, issued to the member's card.</param>
    public void Add(Member member, byte[] certificate)
    {
        for (var i = 0; i < member.Periods.Count; i++)
        {
            var (period, isFirst) = (member.Periods[i], i == 0);
            var card = isFirst ? $"{Convert.ToBase64String(certificate)},{member.Name},{member.CardNumber},{member.Unit}" : ",,,";
            members.Append(CultureInfo.InvariantCulture, $"{card},{NameOf(period.Status)},{period.From:yyyy-MM-dd},{period.To:yyyy-MM-dd},{period.Decision}\n");
        }
    }

    /// <param name="source">The folder that the terminal's cache can be built from: what both share is copied.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Write(string source, Meeting meeting, IEnumerable<RosterEntry> roster)
    {
        foreach (var part in ((string[])[SourceLayout.Anchors, SourceLayout.Issuers, SourceLayout.Crls]).SelectMany(part => Directory.GetFiles(Path.Combine(source, part))).Select(path => Path.GetRelativePath(source, path)).Concat(Shared))
        {
            WriteFile(Path.Combine(folder, part), File.ReadAllBytes(Path.Combine(source, part)));
        }

        WriteFile(Path.Combine(Province, "members.csv"), Encoding.UTF8.GetBytes(members.ToString()));
        WriteFile(Path.Combine(Province, "meetings", $"{meeting.Id}.json"), JsonSerializer.SerializeToUtf8Bytes(meeting, RecordJson.Meeting));
        WriteFile(Path.Combine(Province, "meetings", $"{meeting.Id}.roster.csv"), Encoding.UTF8.GetBytes("card,class,role,area,row,seat,delegation\n" + string.Concat(roster.Select(LineOf))));
    }

    private static string LineOf(RosterEntry entry) =>
        $"{entry.Tag},{NameOf(entry.Class)},{entry.Role},{entry.Seat?.Area},{entry.Seat?.Row},{entry.Seat?.Number},{entry.Delegation}\n";

    private static string NameOf<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = PlainFile.Create(path);
        file.Write(content);
    }
}
