using System.Buffers.Binary;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Health;

/// <summary>The user at the other end of a Unix socket, as reported by the kernel (<c>SO_PEERCRED</c>, unix(7)).</summary>
internal static class PeerCredentials
{
    private const int SOL_SOCKET = 1;
    private const int SO_PEERCRED = 17;

    // struct ucred: pid, uid, gid, 32 bits each.
    private const int UcredLength = 12;
    private const int UidOffset = 4;

    /// <returns>For example <c>uid:1000</c>; <c>uid:unknown</c> if the connection is not backed by a kernel socket.</returns>
    public static string NameOf(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            return "uid:unknown";
        }

        Span<byte> credentials = stackalloc byte[UcredLength];
        return socket.GetRawSocketOption(SOL_SOCKET, SO_PEERCRED, credentials) == UcredLength
            ? $"uid:{(BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(credentials[UidOffset..]) : BinaryPrimitives.ReadUInt32BigEndian(credentials[UidOffset..]))}"
            : "uid:unknown";
    }
}
