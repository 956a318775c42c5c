using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.Cache;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.CommandLine.Arguments;

/// <summary>Keys of terminals from the synced data of one of them.</summary>
public sealed class GivenTerminalsTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly TestTerminal current = new("HN-01");
    private readonly TestTerminal former = new("HN-01");
    private readonly GivenTerminals given;

    public GivenTerminalsTests()
    {
        var source = TestCacheSource.Create(folder["source"], TestPki.Issue(serial: 7));
        source.Feed.PutTerminal(former.RevokedAt(TestPki.Now));
        source.Feed.PutTerminal(current.Record);
        source.Build(new CacheStore(new KioskFolders(folder["data"]).Cache, new DurableFiles(), keyring: TestDevice.Keyring));
        given = GivenTerminals.ReadAll(folder["data"], new KioskFolders(folder["elsewhere"]));
    }

    public void Dispose()
    {
        current.Dispose();
        former.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_key_in_force_comes_first_and_a_revoked_one_is_known_for_it()
    {
        Assert.Equal([KeyOf(current).Id, KeyOf(former).Id], given.Of("HN-01").Select(one => one.Key.Id));
        Assert.Null(given.RevocationOf("HN-01", KeyOf(current).Id));
        Assert.Equal("stolen", given.RevocationOf("HN-01", KeyOf(former).Id)?.Reason);
        Assert.Empty(given.Of("HN-02"));
    }

    [Fact]
    public void What_only_a_former_key_signed_is_judged_by_that_key()
    {
        var wanted = KeyOf(former).Id;

        Assert.Equal(wanted, given.FirstThatHolds(keyOf => keyOf("HN-01")!.Id, id => id == wanted));
        Assert.Equal(KeyOf(current).Id, given.FirstThatHolds(keyOf => keyOf("HN-01")!.Id, _ => false));
    }

    private static NoteKey KeyOf(TestTerminal terminal) => NoteKey.Create(Checkpoint.OriginOf("HN-01"), terminal.Signing.ExportSubjectPublicKeyInfo());
}
