namespace Kiosk.Devices.Tests.Image;

/// <summary>One booted terminal for the tests that leave it as it was.</summary>
public sealed class SharedImageTerminal : IAsyncLifetime
{
    private readonly CancellationTokenSource timeout = new(ImageLimits.Test);
    private ImageWorld? world;
    private ImageTerminal? terminal;

    internal ImageWorld World => world ?? throw new InvalidOperationException("The image has not booted.");

    internal ImageTerminal Terminal => terminal ?? throw new InvalidOperationException("The image has not booted.");

    internal CancellationToken Timeout => timeout.Token;

    public async Task InitializeAsync()
    {
        if (new ImageFactAttribute().Skip is not null)
        {
            return;
        }

        world = await ImageWorld.CreateAsync([], Timeout);
        terminal = await ImageTerminal.StartAsync(world, "shared.img", Timeout);
    }

    public async Task DisposeAsync()
    {
        if (terminal is not null)
        {
            await terminal.DisposeAsync();
        }

        world?.Dispose();
        timeout.Dispose();
    }
}
