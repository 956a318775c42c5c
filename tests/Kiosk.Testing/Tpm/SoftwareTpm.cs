using System.Diagnostics;
using System.Net.Sockets;
using Kiosk.Identity.Tpm;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pcsc;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;

namespace Kiosk.Testing.Tpm;

/// <summary>A TPM 2.0 in software (swtpm), with a state of its own, on a loopback port.</summary>
internal sealed class SoftwareTpm : IDisposable
{
    /// <summary>For <see cref="FactWithToolAttribute"/>.</summary>
    public const string Tool = "swtpm";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly TestFolder state = TestFolder.Fast();
    private readonly int port = FreePorts.TakePair();
    private ChildProcess daemon;

    public SoftwareTpm() => daemon = Start();

    public TpmAddress Address => TpmAddress.Parse($"swtpm:host=127.0.0.1,port={port}")!;

    /// <summary>As a power cut does: what was loaded is gone, what is persistent stays.</summary>
    public void Restart()
    {
        Stop();
        daemon = Start();
    }

    /// <summary>Another machine's TPM, or a cleared one, in the place of this.</summary>
    public void Replace()
    {
        Stop();
        Directory.Delete(state.Path, recursive: true);
        Directory.CreateDirectory(state.Path);
        daemon = Start();
    }

    public void Stop() => daemon.Dispose();

    public void Dispose()
    {
        Stop();
        state.Dispose();
    }

    private ChildProcess Start()
    {
        var started = ChildProcess.Start(
            FactWithToolAttribute.Find(Tool)!,
            "socket", "--tpm2", "--tpmstate", $"dir={state.Path}", "--server", $"type=tcp,port={port},bindaddr=127.0.0.1", "--ctrl", $"type=tcp,port={port + 1},bindaddr=127.0.0.1",
            "--flags", "not-need-init,startup-clear");
        var deadline = Stopwatch.StartNew();
        while (!Answers())
        {
            if (started.HasEnded || deadline.Elapsed > StartTimeout)
            {
                throw new InvalidOperationException($"swtpm does not answer on port {port}. It wrote:\n{started.Errors}");
            }

            Thread.Sleep(Pace);
        }

        return started;
    }

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
