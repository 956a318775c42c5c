using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Cache;

public sealed class CachedTerminalsTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly TestTerminal terminal = new("HN-01");
    private readonly TestTerminal other = new("HN-02");

    public void Dispose()
    {
        terminal.Dispose();
        other.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_generation_lists_each_enrolment_of_a_terminal()
    {
        using var former = new TestTerminal("HN-01");
        var source = TestCacheSource.Create(folder["source"], TestPki.Issue(serial: 7));
        source.Feed.PutTerminal(terminal.Record);
        source.Feed.PutTerminal(other.Record);
        source.Feed.PutTerminal(former.RevokedAt(TestPki.Now));
        var store = new CacheStore(folder["cache"], new DurableFiles(), keyring: TestDevice.Keyring);
        source.Build(store);

        using var generation = store.TryOpenBasis(CancellationToken.None)!.Generation;

        Assert.Equal([false, true], generation.Terminals.Of("HN-01").Select(record => record.Revoked is not null).Order());
        Assert.Equal(3, generation.Terminals.All().Count());
        Assert.Empty(generation.Terminals.Of("HN-0"));
    }
}
