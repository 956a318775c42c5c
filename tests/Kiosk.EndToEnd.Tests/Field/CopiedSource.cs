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

    public string Members => Path.Combine(Province, "members.csv");

    private string Province => Path.Combine(Root, "provinces", DemoMeeting.Province.Text);

    /// <summary>Writes a file among the meetings.</summary>
    public void WriteMeeting(string name, string content) => File.WriteAllText(Path.Combine(Province, "meetings", name), content);

    /// <summary>Invites to a meeting whoever is invited to the demo's.</summary>
    public void Invite(string meeting) => File.Copy(Path.Combine(Province, "meetings", DemoMeeting.Id + Roster), Path.Combine(Province, "meetings", meeting + Roster));

    public void Dispose() => folder.Dispose();
}
