using System.Security.Cryptography.X509Certificates;
using Kiosk.Durability;
using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Journal.Upload;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>A connection to a collector as an enrolled terminal makes it, for what a test asks or sends in the terminal's place.</summary>
internal sealed class TerminalLine : IDisposable
{
    private readonly IKeyStore keys;
    private readonly X509Certificate2 certificate;

    /// <param name="folders">Of a terminal with keys in files.</param>
    public TerminalLine(KioskFolders folders, string terminalId, CollectorProcess collector)
    {
        keys = TerminalKeys.Open(folders, terminalId, KeyStoreSettings.InFile, new DurableFiles());
        var enrolment = new TerminalEnrolment(folders.EnrolmentFile, terminalId, keys, new DurableFiles(), TimeProvider.System);
        certificate = new TlsCertificate(terminalId, keys, enrolment, TimeProvider.System).Open() ?? throw new InvalidOperationException($"{terminalId} has no certificate.");
        Handler = CollectorConnection.Open(new(collector.Address), CosignerKey.Parse(collector.Key), () => certificate);
    }

    public HttpMessageHandler Handler { get; }

    public void Dispose()
    {
        Handler.Dispose();
        certificate.Dispose();
        keys.Dispose();
    }
}
