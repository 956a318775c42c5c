using Kiosk.Durability;
using Kiosk.Identity.Enrolment;
using Kiosk.Service.Identity;
using Kiosk.Trials.Demo;

namespace Kiosk.Service.Demo;

/// <summary>The demo's desk enrols the demo's terminal: token, request, signature and answer as by stick, and the feed lists it.</summary>
internal static class DemoEnrolment
{
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task RunAsync(DemoWorld world, TerminalEnrolment terminal, string terminalId, TimeProvider time, CancellationToken cancellationToken)
    {
        var register = new TerminalRegister(Path.Combine(world.Folder, "terminals"), new DurableFiles(), time);
        using var authority = TerminalAuthority.Create("Kiosk terminals (demo)", time.GetUtcNow());
        var token = register.Add(terminalId, world.Feed.Province, DemoSimulation.Door, collector: null);
        terminal.Accept(register.Sign(terminal.Begin(token), authority));
        foreach (var record in register.RecordsOf(world.Feed.Province))
        {
            world.Feed.PutTerminal(record);
        }

        await world.Feed.PublishAsync(cancellationToken);
    }
}
