using System.Buffers.Binary;
using System.Net.Sockets;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>
/// Serves virtual cards to QEMU's USB reader over the VSCARD protocol of libcacard (vscard_common.h): a header of three 32-bit numbers, big-endian (type, reader,
/// length), then the message. One connection for each time the reader is plugged in.
/// </summary>
internal sealed class VscardReader(string path) : IAsyncDisposable
{
    private const uint Init = 1, ReaderAdd = 3, Answer = 5, CardRemove = 6, Apdu = 7;
    private const uint Version = 2;
    private const int HeaderLength = 12;

    private readonly SemaphoreSlim sending = new(1);
    private Socket? socket;
    private Task service = Task.CompletedTask;
    private IVirtualCard? card;

    /// <summary>Commands that cards were asked for since the beginning.</summary>
    public int Commands { get; private set; }

    /// <summary>To be called after the reader was plugged in.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await DisconnectAsync();
        socket = await UnixSocket.ConnectAsync(path, cancellationToken);
        var init = new byte[12];
        "VSCD"u8.CopyTo(init);
        BinaryPrimitives.WriteUInt32BigEndian(init.AsSpan(4), Version);
        await SendAsync(Init, init);
        await SendAsync(ReaderAdd, ReadOnlyMemory<byte>.Empty);
        service = ServeAsync(socket);
    }

    public async Task InsertAsync(IVirtualCard inserted)
    {
        card = inserted;
        await SendAsync(Answer, inserted.AnswerToReset);
    }

    public async Task RemoveAsync()
    {
        card = null;
        await SendAsync(CardRemove, ReadOnlyMemory<byte>.Empty);
    }

    public async Task DisconnectAsync()
    {
        socket?.Dispose();
        socket = null;
        // Ended by the closed socket.
        await service.WaitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        sending.Dispose();
    }

    private async Task ServeAsync(Socket connected)
    {
        try
        {
            var header = new byte[HeaderLength];
            while (await FillAsync(connected, header))
            {
                var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8))];
                if (!await FillAsync(connected, body))
                {
                    return;
                }

                if (BinaryPrimitives.ReadUInt32BigEndian(header) == Apdu && card is { } asked)
                {
                    Commands++;
                    if (await asked.TransmitAsync(body, CancellationToken.None) is { } response)
                    {
                        await SendAsync(Apdu, response);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The reader was pulled out.
        }
    }

    private async Task SendAsync(uint type, ReadOnlyMemory<byte> body)
    {
        var message = new byte[HeaderLength + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(message, type);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(8), body.Length);
        body.CopyTo(message.AsMemory(HeaderLength));
        await sending.WaitAsync();
        try
        {
            await (socket ?? throw new InvalidOperationException("The reader is not plugged in.")).SendAsync(message);
        }
        finally
        {
            sending.Release();
        }
    }

    private static async Task<bool> FillAsync(Socket connected, Memory<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var count = await connected.ReceiveAsync(buffer);
            if (count == 0)
            {
                return false;
            }

            buffer = buffer[count..];
        }

        return true;
    }
}
