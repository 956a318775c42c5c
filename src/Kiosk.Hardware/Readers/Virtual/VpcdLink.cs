using System.Buffers.Binary;
using System.Net.Sockets;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>
/// A card in a slot of vpcd, the virtual reader of vsmartcard: 2-byte big-endian length, then the APDU, or one byte of control. Connecting inserts the
/// card, disposing removes it. A slot takes one card; a second one waits until the first has left. A card's successor is not inserted: vpcd
/// would notice the exchange so late that it would count as a new tap.
/// </summary>
public sealed class VpcdLink : IAsyncDisposable
{
    /// <summary>The default port of vpcd's first slot; the second slot's is the next.</summary>
    public const int DefaultPort = 35963;

    private const byte PowerOff = 0x00;
    private const byte PowerOn = 0x01;
    private const byte ResetCard = 0x02;
    private const byte GetAnswerToReset = 0x04;
    private const int IpprotoTcp = 6;
    private const int TcpQuickAck = 12;
    private const int MaxMessage = 0xFFFF;

    private readonly IVirtualCard card;
    private readonly Socket socket;
    private readonly CancellationTokenSource removal = new();
    private readonly byte[] incoming = new byte[MaxMessage];
    private readonly byte[] outgoing = new byte[2 + MaxMessage];
    private readonly byte[] enabled = BitConverter.GetBytes(1);
    private readonly Task service;

    private VpcdLink(IVirtualCard card, Socket socket)
    {
        this.card = card;
        this.socket = socket;
        service = Task.Run(() => ServeAsync(removal.Token), CancellationToken.None);
    }

    /// <summary>Inserts the card into the slot listening there.</summary>
    /// <exception cref="SocketException">Nothing listens there: the daemon is not running, or has no such slot.</exception>
    public static async Task<VpcdLink> ConnectAsync(IVirtualCard card, string host, int port, CancellationToken cancellationToken)
    {
        var slot = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await slot.ConnectAsync(host, port, cancellationToken);
            return new VpcdLink(card, slot);
        }
        catch
        {
            slot.Dispose();
            throw;
        }
    }

    /// <summary>Inserts the card and returns when it has left: by itself, because the daemon ended, or by cancellation.</summary>
    /// <exception cref="SocketException">Nothing listens there.</exception>
    public static async Task RunAsync(IVirtualCard card, string host, int port, CancellationToken cancellationToken)
    {
        await using var link = await ConnectAsync(card, host, port, cancellationToken);
        await link.WaitForRemovalAsync(cancellationToken);
    }

    /// <summary>Waits until the card has left, by itself or because the daemon ended.</summary>
    public async Task WaitForRemovalAsync(CancellationToken cancellationToken) => await service.WaitAsync(cancellationToken);

    /// <summary>Removes the card.</summary>
    public async ValueTask DisposeAsync()
    {
        await removal.CancelAsync();
        socket.Dispose();
        await service.WaitAsync(CancellationToken.None);
        removal.Dispose();
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await ReceiveAsync(cancellationToken) is { } message && await AnswerAsync(message, cancellationToken))
            {
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The daemon ended or the card was removed: either ends this presence.
        }
        finally
        {
            socket.Dispose();
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(incoming.AsMemory(0, 2), cancellationToken))
        {
            return null;
        }

        var message = incoming.AsMemory(0, BinaryPrimitives.ReadUInt16BigEndian(incoming));
        return await FillAsync(message, cancellationToken) ? message : null;
    }

    private async ValueTask<bool> FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (!buffer.IsEmpty)
        {
            var received = await socket.ReceiveAsync(buffer, cancellationToken);
            if (received == 0)
            {
                return false;
            }

            // The kernel falls back to delayed acknowledgement by itself, which costs 40 ms because vpcd writes length and body separately.
            socket.SetRawSocketOption(IpprotoTcp, TcpQuickAck, enabled);
            buffer = buffer[received..];
        }

        return true;
    }

    /// <returns>False when the card leaves.</returns>
    private async ValueTask<bool> AnswerAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (message.Length == 1)
        {
            return await ControlAsync(message.Span[0], cancellationToken);
        }

        var answer = await card.TransmitAsync(message, cancellationToken);

        // vpcd would wait forever after an empty answer, so treat it as a card that leaves.
        if (answer is not { IsEmpty: false } response)
        {
            return false;
        }

        await SendAsync(response, cancellationToken);
        return true;
    }

    private async ValueTask<bool> ControlAsync(byte code, CancellationToken cancellationToken)
    {
        switch (code)
        {
            case PowerOff or PowerOn or ResetCard:
                card.Reset();
                return true;
            case GetAnswerToReset:
                await SendAsync(card.AnswerToReset, cancellationToken);
                return true;
            default:
                // Not vpcd at the other end.
                return false;
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteUInt16BigEndian(outgoing, checked((ushort)body.Length));
        body.CopyTo(outgoing.AsMemory(2));
        var pending = outgoing.AsMemory(0, 2 + body.Length);
        while (!pending.IsEmpty)
        {
            pending = pending[await socket.SendAsync(pending, cancellationToken)..];
        }
    }
}
