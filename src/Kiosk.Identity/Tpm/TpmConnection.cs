using System.Buffers.Binary;
using Kiosk.Words;

namespace Kiosk.Identity.Tpm;

/// <summary>An open connection to a TPM. What was loaded over it is gone when it closes (kernel resource manager), so that each piece of work opens its own.</summary>
internal sealed class TpmConnection(TpmAddress address) : IDisposable
{
    private const int HeaderLength = 10;
    private const int MaxReplyLength = 4_096;

    /// <summary>TPM_RC_RETRY, TPM_RC_YIELDED, TPM_RC_TESTING: the same command may succeed at once.</summary>
    private static readonly uint[] Passing = [0x922, 0x908, 0x90A];

    private const int MaxTries = 200;

    private readonly Stream stream = address.Open();

    /// <returns>What follows the header.</returns>
    /// <exception cref="KeyStoreException">The TPM did not carry it out.</exception>
    public TpmReply Run(TpmCommand command) => TryRun(command, out var reply) is var code && code == 0 ? reply : throw Refused(command, code);

    /// <returns>The response code; 0 if the TPM carried it out.</returns>
    /// <exception cref="KeyStoreException">The TPM does not answer.</exception>
    public uint TryRun(TpmCommand command, out TpmReply reply)
    {
        var encoded = command.Encode();
        for (var tries = 1; ; tries++)
        {
            var answer = Exchange(encoded);
            var code = BinaryPrimitives.ReadUInt32BigEndian(answer.AsSpan(6));
            if (tries == MaxTries || !Passing.Contains(code))
            {
                reply = new(answer.AsSpan(HeaderLength));
                return code;
            }
        }
    }

    public void Dispose() => stream.Dispose();

    public KeyStoreException Refused(TpmCommand command, uint code) => new(code switch
    {
        0x14B or 0x0D => new Phrase(
            $"TPM {address.Text} không còn chỗ. Hãy xóa khóa của một lần cài đặt trước: sudo tpm2_getcap handles-persistent, rồi sudo tpm2_evictcontrol -c HANDLE",
            $"The TPM {address.Text} has no room left. Free it of the keys of an earlier installation: sudo tpm2_getcap handles-persistent, then sudo tpm2_evictcontrol -c HANDLE"),
        0x98E or 0x9A2 or 0x921 => new(
            $"TPM {address.Text} đòi mật khẩu của chủ (phản hồi {code:X}). Hãy bỏ mật khẩu: sudo tpm2_changeauth -c owner",
            $"The TPM {address.Text} asks for a password of its owner (response {code:X}). Clear it: sudo tpm2_changeauth -c owner"),
        _ => new(
            $"TPM {address.Text} từ chối lệnh {command.Code:X} với phản hồi {code:X}. Hãy khởi động lại máy; nếu vẫn vậy, đặt Kiosk:Identity:Keys là file và bắt đầu lại.",
            $"The TPM {address.Text} refused command {command.Code:X} with response {code:X}. Restart the machine; if it stays so, set Kiosk:Identity:Keys to file and begin anew."),
    });

    private byte[] Exchange(byte[] command)
    {
        try
        {
            stream.Write(command);
            var reply = new byte[MaxReplyLength];
            var length = stream.ReadAtLeast(reply, HeaderLength, throwOnEndOfStream: true);
            var whole = BinaryPrimitives.ReadInt32BigEndian(reply.AsSpan(2));
            if (whole < length || whole > MaxReplyLength)
            {
                throw new KeyStoreException(new(
                    $"TPM {address.Text} trả lời {whole} byte, không lệnh nào của máy có câu trả lời như vậy.", $"The TPM {address.Text} answers with {whole} bytes, which no command of the terminal's has."));
            }

            stream.ReadExactly(reply, length, whole - length);
            return reply[..whole];
        }
        catch (IOException gone)
        {
            throw address.Silent(gone);
        }
    }
}
