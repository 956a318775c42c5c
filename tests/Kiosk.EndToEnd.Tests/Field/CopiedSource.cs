using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Field;

/// <summary>A copy of the shared authority's source folder, to be changed as desks do.</summary>
internal sealed class CopiedSource : IDisposable
{
    private const string Roster = ".roster.csv";

    private readonly TestFolder folder = new();

    public CopiedSource()
    {
        foreach (var file in Directory.GetFiles(SharedWorld.World.Authority, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Root, Path.GetRelativePath(SharedWorld.World.Authority, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Root => folder["source"];

    /// <summary>The province's ended cards, as the collector writes them.</summary>
    public string EndedCards => Path.Combine(Province, "ended-cards.csv");

    /// <summary>What members asked to see of themselves, as the collector writes it.</summary>
    public string OwnAttendance => Path.Combine(Province, "own-attendance.csv");

    public string Members => Path.Combine(Province, "members.csv");

    private string Province => Path.Combine(Root, "provinces", DemoMeeting.Province.Text);

    /// <summary>Writes a file among the meetings.</summary>
    public void WriteMeeting(string name, string content) => File.WriteAllText(Path.Combine(Province, "meetings", name), content);

    /// <summary>Invites to a meeting whoever is invited to the demo's.</summary>
    public void Invite(string meeting) => File.Copy(Path.Combine(Province, "meetings", DemoMeeting.Id + Roster), Path.Combine(Province, "meetings", meeting + Roster));

    /// <summary>Gives the second member's card to the first member, who then has two.</summary>
    public void IssueSecondCard()
    {
        var lines = File.ReadAllLines(Members);
        // certificate, name, card number, unit, …
        var (first, second) = (lines[1].Split(','), lines[2].Split(','));
        (second[1], second[3]) = (first[1], first[3]);
        lines[2] = string.Join(',', second);
        File.WriteAllLines(Members, lines);
    }

    public void Dispose() => folder.Dispose();
}
