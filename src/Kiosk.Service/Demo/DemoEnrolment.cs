using System.Text;
using Kiosk.Durability;
using Kiosk.Identity.Enrolment;
using Kiosk.Service.Identity;
using Kiosk.Trials.Demo;

namespace Kiosk.Service.Demo;

/// <summary>The demo's desk enrols the demo's terminals: token, request, signature and answer as by stick, and the feed lists them.</summary>
internal sealed class DemoEnrolment : IDisposable
{
    private readonly DemoWorld world;
    private readonly TerminalRegister register;
    private readonly TerminalAuthority authority;

    /// <exception cref="IOException">The world's folder cannot be written.</exception>
    public DemoEnrolment(DemoWorld world, TimeProvider time)
    {
        var folder = Path.Combine(world.Folder, "terminals");
        var files = new DurableFiles();
        DurableFolder.Create(folder, files);
        (this.world, AuthorityFile) = (world, Path.Combine(folder, "ca.pem"));
        register = new(folder, files, time);
        authority = TerminalAuthority.Create("Kiosk terminals (demo)", time.GetUtcNow());
        files.Replace(AuthorityFile, Encoding.ASCII.GetBytes(authority.ExportCertificatesPem()));
    }

    /// <summary>The certificate of the CA that issues the terminals', for the collector.</summary>
    public string AuthorityFile { get; }

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public Task RunAsync(TerminalEnrolment terminal, string terminalId, string door, CancellationToken cancellationToken)
    {
        var token = register.Add(terminalId, world.Feed.Province, door, collector: null);
        terminal.Accept(register.Sign(terminal.Begin(token), authority));
        foreach (var record in register.RecordsOf(world.Feed.Province))
        {
            world.Feed.PutTerminal(record);
        }

        return world.Feed.PublishAsync(cancellationToken);
    }

    public void Dispose() => authority.Dispose();
}
