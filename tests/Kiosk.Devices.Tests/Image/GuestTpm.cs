using Kiosk.Devices.Tests.Guest;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;
using Kiosk.Testing.Tpm;

namespace Kiosk.Devices.Tests.Image;

/// <summary>The TPM of a machine (swtpm): it keeps what it was given while machines that have it are switched off and on.</summary>
internal sealed class GuestTpm : IDisposable
{
    private readonly TestFolder folder = new();
    private ChildProcess? chip;

    private string Socket => folder["tpm.sock"];

    /// <summary>QEMU's arguments for a machine with it, whose firmware sees it. The chip ends with the machine.</summary>
    public async Task<IReadOnlyList<string>> SwitchOnAsync(CancellationToken cancellationToken)
    {
        chip?.Dispose();
        File.Delete(Socket);
        chip = ChildProcess.Start(FactWithToolAttribute.Find(SoftwareTpm.Tool)!, "socket", "--tpm2", "--tpmstate", $"dir={folder.Path}", "--ctrl", $"type=unixio,path={Socket}");
        await Eventually.IsAsync(() => Task.FromResult(File.Exists(Socket)), "the TPM made its socket", cancellationToken);
        return ["-chardev", $"socket,id=tpm,path={Socket}", "-tpmdev", "emulator,id=tpm,chardev=tpm", "-device", "tpm-tis,tpmdev=tpm"];
    }

    public void Dispose()
    {
        chip?.Dispose();
        folder.Dispose();
    }
}
