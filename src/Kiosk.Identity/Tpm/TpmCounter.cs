using System.Buffers.Binary;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Identity.Tpm;

/// <summary>A counter in the TPM's own memory (NV index of type counter). It serves every installation on the machine one after another, and nothing lowers it: made anew, it goes on above the highest value that any had.</summary>
/// <param name="begin">Its value when the terminal's keys were made.</param>
internal sealed class TpmCounter(TpmAddress address, ulong begin) : IMonotonicCounter
{
    private const uint Index = 0x0180_8101;
    private const uint Owner = 0x4000_0001;
    private const uint DefineSpaceCode = 0x12A;
    private const uint IncrementCode = 0x134;
    private const uint ReadCode = 0x14E;
    private const uint NotYetCounted = 0x14A;
    private const ushort AlgSha256 = 0x0B;

    /// <summary>TPM_NT_COUNTER, read and written with an empty password, outside the protection against guessing.</summary>
    private const uint Attributes = (1 << 4) | (1 << 2) | (1 << 18) | (1 << 25);

    private static readonly uint[] AbsentCodes = [0x18B, 0x28B];

    /// <summary>Makes the counter if there is none.</summary>
    /// <returns>Its value.</returns>
    public static ulong Provide(TpmConnection tpm)
    {
        var code = tpm.TryRun(ReadCommand, out var reply);
        if (code == 0)
        {
            return ValueOf(reply);
        }

        if (AbsentCodes.Contains(code))
        {
            var index = new TpmCommand(0, [], 0).Add(Index).Add(AlgSha256).Add(Attributes).AddSized([]).Add((ushort)sizeof(ulong));
            tpm.Run(new TpmCommand(DefineSpaceCode, [Owner], passwords: 1).AddSized([]).AddSized(index));
        }
        else if (code != NotYetCounted)
        {
            throw tpm.Refused(ReadCommand, code);
        }

        tpm.Run(IncrementCommand);
        return ValueOf(tpm.Run(ReadCommand));
    }

    public ulong Read()
    {
        using var tpm = new TpmConnection(address);
        var value = ValueOf(tpm.Run(ReadCommand));
        return value >= begin ? value - begin : throw new KeyStoreException(new(
            $"Bộ đếm của TPM {address.Text} đang ở {value}, còn khóa của máy được tạo ở {begin}: đó là bộ đếm của TPM khác, hoặc đã bị can thiệp.",
            $"The counter of the TPM {address.Text} is at {value}, and the terminal's keys were made at {begin}: it is another TPM's, or was tampered with."));
    }

    public void Increment()
    {
        using var tpm = new TpmConnection(address);
        tpm.Run(IncrementCommand);
    }

    private static TpmCommand ReadCommand => new TpmCommand(ReadCode, [Index, Index], passwords: 1).Add(sizeof(ulong), 0);

    private static TpmCommand IncrementCommand => new(IncrementCode, [Index, Index], passwords: 1);

    private static ulong ValueOf(TpmReply reply)
    {
        reply.Skip(sizeof(uint));
        var bytes = reply.ReadSized();
        return bytes.Length == sizeof(ulong) ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : throw new KeyStoreException(new("Bộ đếm của TPM không có tám byte.", "The TPM's counter has no eight bytes."));
    }
}
