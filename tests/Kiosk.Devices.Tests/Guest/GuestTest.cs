namespace Kiosk.Devices.Tests.Guest;

/// <summary>A test at the terminal in the guest. It has a time of its own, and leaves no card on the reader and no contact open, so that one that fails takes none of the others with it.</summary>
[Collection(nameof(TerminalInGuest))]
public abstract class GuestTest(TerminalInGuest terminal) : IAsyncLifetime
{
    protected TerminalInGuest Terminal { get; } = terminal;

    public Task InitializeAsync()
    {
        Terminal.BeginTest();
        return new GuestFactAttribute().Skip is null ? PrepareAsync() : Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (new GuestFactAttribute().Skip is null)
        {
            await PutBackAsync();
        }
    }

    /// <summary>What comes before each test of the class.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>What comes after each, whether it passed or not.</summary>
    protected virtual async Task PutBackAsync()
    {
        await Terminal.Guest.Reader.RemoveAsync();
        await Terminal.ShellAsync("for line in 5 6; do echo pull-down >/run/lines/sim_gpio$line/pull; done");
    }
}
