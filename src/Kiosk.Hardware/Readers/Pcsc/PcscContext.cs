using System.Runtime.InteropServices;
using System.Text;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>
/// One SCARDCONTEXT. Used by one thread only: a wait and a connect on the same context hang every PC/SC call of the process.
/// Unusable after a restart of the daemon, although SCardIsValidContext claims otherwise.
/// </summary>
internal sealed class PcscContext : SafeHandle
{
    private const int UsualListLength = 4096;
    private const int MaxListLength = 65536;

    private PcscContext(nint value)
        : base(0, ownsHandle: true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;

    /// <exception cref="DllNotFoundException">libpcsclite is not installed.</exception>
    public static PcscStatus Establish(out PcscContext? context)
    {
        var status = PcscStatus.Of(PcscNative.SCardEstablishContext(PcscNative.SCARD_SCOPE_SYSTEM, 0, 0, out var value));
        context = status.IsSuccess ? new PcscContext(value) : null;
        return status;
    }

    /// <summary>The names of all readers; possibly none.</summary>
    public PcscStatus ListReaders(out IReadOnlyList<string> names)
    {
        for (var length = UsualListLength; ; length *= 2)
        {
            var buffer = new byte[length];
            var written = (nuint)length;
            var status = PcscStatus.Of(PcscNative.SCardListReaders(this, 0, buffer, ref written));
            if (status == PcscStatus.InsufficientBuffer && length < MaxListLength)
            {
                continue;
            }

            names = status.IsSuccess
                ? Encoding.UTF8.GetString(buffer, 0, (int)written).Split('\0', StringSplitOptions.RemoveEmptyEntries)
                : [];
            return status == PcscStatus.NoReadersAvailable ? PcscStatus.Success : status;
        }
    }

    // Errors are ignored: the daemon may already be gone.
    protected override bool ReleaseHandle() => PcscStatus.Of(PcscNative.SCardReleaseContext(handle)).IsSuccess;
}
