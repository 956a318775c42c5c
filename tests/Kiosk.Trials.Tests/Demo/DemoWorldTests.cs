using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;

namespace Kiosk.Trials.Tests.Demo;

[SupportedOSPlatform("linux")]
public sealed class DemoWorldTests : IDisposable
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string[] CommonFamilyNames = ["Nguyễn", "Trần", "Phạm", "Hoàng"];

    private readonly TestFolder folder = TestFolder.Fast();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_makes_twelve_cards_three_hundred_members_one_of_the_staff_a_meeting_and_no_membership_list()
    {
        using var world = await DemoWorld.CreateAsync(folder["demo"], [], TimeProvider.System, CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, 12), DemoCard.All.Select(card => card.Number));
        Assert.Equal(DemoCard.All.Append(DemoCard.Staff).Select(card => card.File).Order(), Directory.GetFiles(world.Cards).Select(Path.GetFileName).Order());
        Assert.All(DemoCard.All, card => Assert.NotNull(world.Load(card)));
        Assert.Equal(300 + 1, world.Members);
        Assert.True(world.Roster.Count < 300, "Somebody must not be invited.");
        Assert.All(Directory.GetDirectories(world.Folder).Except([world.Authority]), AssertNamesNobody);
        AssertOpens(world);
        // What is published is for everybody.
        Assert.All(
            Directory.GetFiles(world.Folder, "*", SearchOption.AllDirectories).Where(path => !path.StartsWith(Path.Combine(world.Folder, "feed") + "/", StringComparison.Ordinal)),
            path => Assert.Equal(OwnersOnly, File.GetUnixFileMode(path) & ~UnixFileMode.UserExecute));
    }

    /// <summary>A member's name is nowhere on the disk but inside what only the card opens.</summary>
    private static void AssertNamesNobody(string folder)
    {
        var found =
            from path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            let content = File.ReadAllBytes(path)
            from name in CommonFamilyNames
            where content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0
            select $"{name} in {path}";

        Assert.Empty(found);
    }

    private static void AssertOpens(DemoWorld world)
    {
        using var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(world.Folder, "registry-demo-key.pem")));

        Assert.Equal(3072, key.KeySize);
    }
}
