using System.Globalization;
using System.Text;
using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Feed.Records;

namespace Kiosk.Trials.Demo;

/// <summary>The demo's authority as a source folder for <c>registry publish --from</c>.</summary>
internal sealed class DemoPublishable(string folder)
{
    private readonly StringBuilder members = new("certificate,name,card_number,unit,status,from,to,decision,duties\n");

    public string Province => Path.Combine(folder, "provinces", DemoMeeting.Province.Text);

    /// <param name="certificate">DER, issued to the member's card.</param>
    public void Add(Member member, byte[] certificate)
    {
        for (var i = 0; i < member.Periods.Count; i++)
        {
            var (period, isFirst) = (member.Periods[i], i == 0);
            var card = isFirst ? $"{Convert.ToBase64String(certificate)},{member.Name},{member.CardNumber},{member.Unit}" : ",,,";
            members.Append(CultureInfo.InvariantCulture, $"{card},{NameOf(period.Status)},{period.From:yyyy-MM-dd},{period.To:yyyy-MM-dd},{period.Decision},{(isFirst ? string.Join(' ', (member.Duties ?? []).Select(NameOf)) : "")}\n");
        }
    }

    /// <param name="national">What cards are judged by, by target path: the names are those of the folder.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Write(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> national, Meeting meeting, IReadOnlyList<RosterEntry> roster)
    {
        foreach (var (path, content) in national)
        {
            WriteFile(Path.Combine(folder, path), content.Span);
        }

        WriteFile(Path.Combine(Province, "members.csv"), Encoding.UTF8.GetBytes(members.ToString()));
        WriteFile(Path.Combine(Province, "meetings", $"{meeting.Id}.json"), JsonSerializer.SerializeToUtf8Bytes(meeting, RecordJson.Meeting));
        WriteFile(Path.Combine(Province, "meetings", $"{meeting.Id}.roster.csv"), Encoding.UTF8.GetBytes("card,class,role,area,row,seat,delegation,invitation\n" + string.Concat(roster.Select(LineOf))));
        WriteFile(Path.Combine(Province, "points", $"{DemoPoint.Point.Id}.json"), JsonSerializer.SerializeToUtf8Bytes(DemoPoint.Point, RecordJson.Point));
        WriteFile(Path.Combine(Province, "points", $"{DemoPoint.Point.Id}.list.csv"), Encoding.UTF8.GetBytes("card\n" + string.Concat(DemoPoint.ListOf(roster).Select(line => $"{line.Tag}\n"))));
    }

    private static string LineOf(RosterEntry entry) =>
        $"{entry.Tag},{NameOf(entry.Class)},{entry.Role},{entry.Seat?.Area},{entry.Seat?.Row},{entry.Seat?.Number},{entry.Delegation},{entry.InvitationNumber}\n";

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
