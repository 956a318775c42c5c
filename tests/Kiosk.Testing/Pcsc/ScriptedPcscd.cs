using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Kiosk.Testing.Pcsc;

/// <summary>
/// A fake pcscd that produces what virtual readers cannot: a refusal by polkit, a radio error, an unplugged reader.
/// Implements the part of protocol version 4.4 (winscard_msg.h of pcsc-lite 1.9.9) that libpcsclite and the terminal use.
/// </summary>
public sealed class ScriptedPcscd : IAsyncDisposable
{
    private const int ReaderStates = 16;
    private const int ReaderStateLength = 184;
    private const int NameLength = 128;

    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private readonly HashSet<Socket> waiting = [];
    private readonly HashSet<Socket> clients = [];
    private readonly Task accepting;
    private ScriptedSlot[] slots = [];
    private int handles;

    public ScriptedPcscd()
    {
        File.Delete(PrivatePcscd.SocketPath);
        listener.Bind(new UnixDomainSocketEndPoint(PrivatePcscd.SocketPath));
        listener.Listen();
        accepting = Task.Run(AcceptAsync);
    }

    /// <summary>What SCardEstablishContext returns.</summary>
    public Func<uint> OnEstablish { get; set; } = () => 0;

    /// <summary>Completes with what SCardConnect returns; called with its share mode.</summary>
    public Func<uint, Task<uint>> OnConnect { get; set; } = _ => Task.FromResult(0u);

    /// <summary>What SCardTransmit returns, and the response APDU.</summary>
    public Func<(uint Code, string Response)> OnTransmit { get; set; } = () => (0, "9000");

    /// <summary>The dispositions of all SCardDisconnect calls so far.</summary>
    public List<uint> Disconnects { get; } = [];

    /// <summary>Changes the readers and notifies waiting clients.</summary>
    public void Show(params ScriptedSlot[] now)
    {
        lock (gate)
        {
            slots = now;
            foreach (var client in waiting)
            {
                client.Send(new byte[8]);
            }

            waiting.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Dispose();
        lock (gate)
        {
            foreach (var client in clients)
            {
                client.Dispose();
            }
        }

        await accepting.WaitAsync(CancellationToken.None);
        File.Delete(PrivatePcscd.SocketPath);
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync(ending.Token);
                lock (gate)
                {
                    clients.Add(client);
                }

                _ = Task.Run(() => ServeAsync(client), CancellationToken.None);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            while (true)
            {
                var header = await ReceiveAsync(client, 8);
                var body = await ReceiveAsync(client, BinaryPrimitives.ReadInt32LittleEndian(header));
                await AnswerAsync(client, header[4], body);
            }
        }
        catch (Exception e) when (e is EndOfStreamException or SocketException or ObjectDisposedException)
        {
            lock (gate)
            {
                waiting.Remove(client);
                clients.Remove(client);
            }

            client.Dispose();
        }
    }

    private async Task AnswerAsync(Socket client, byte command, byte[] body)
    {
        switch (command)
        {
            case 0x01:
                Put(body, 4, (uint)Interlocked.Increment(ref handles));
                Put(body, 8, OnEstablish());
                break;
            case 0x04:
                Put(body, 140, (uint)Interlocked.Increment(ref handles));
                Put(body, 144, 2);
                Put(body, 148, await OnConnect(BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(132))));
                break;
            case 0x06:
                Disconnects.Add(BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(4)));
                break;
            case 0x09:
                await ReceiveAsync(client, BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(12)));
                body = Transmit(body);
                break;
            case 0x12:
                body = States();
                break;
            case 0x13:
                Register(client);
                return;
            case 0x14:
                Unregister(client);
                return;
            default:
                // Echoes the client's version; releasing a context always succeeds.
                break;
        }

        await client.SendAsync(body);
    }

    private byte[] Transmit(byte[] body)
    {
        var (code, response) = OnTransmit();
        var bytes = code == 0 ? Convert.FromHexString(response) : [];
        Put(body, 24, (uint)bytes.Length);
        Put(body, 28, code);
        return [.. body, .. bytes];
    }

    private void Register(Socket client)
    {
        lock (gate)
        {
            waiting.Add(client);
            client.Send(States());
        }
    }

    // A client that was notified in the meantime must not get a second answer.
    private void Unregister(Socket client)
    {
        lock (gate)
        {
            if (waiting.Remove(client))
            {
                client.Send(new byte[8]);
            }
        }
    }

    private byte[] States()
    {
        var states = new byte[ReaderStates * ReaderStateLength];
        lock (gate)
        {
            for (var i = 0; i < slots.Length; i++)
            {
                slots[i].Write(states.AsSpan(i * ReaderStateLength, ReaderStateLength));
            }
        }

        return states;
    }

    private static async Task<byte[]> ReceiveAsync(Socket client, int length)
    {
        var buffer = new byte[length];
        for (var filled = 0; filled < length;)
        {
            var received = await client.ReceiveAsync(buffer.AsMemory(filled));
            filled += received > 0 ? received : throw new EndOfStreamException();
        }

        return buffer;
    }

    private static void Put(byte[] body, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(offset), value);

    /// <summary>One reader as the daemon lists it.</summary>
    public sealed record ScriptedSlot(string Name, bool HasCard, int EventCounter)
    {
        private const uint Absent = 0x02;
        private const uint PresentPoweredNegotiable = 0x34;
        private static readonly byte[] AnswerToReset = Convert.FromHexString("3B80800101");

        internal void Write(Span<byte> state)
        {
            Encoding.ASCII.GetBytes(Name, state);
            BinaryPrimitives.WriteInt32LittleEndian(state[NameLength..], EventCounter);
            BinaryPrimitives.WriteUInt32LittleEndian(state[(NameLength + 4)..], HasCard ? PresentPoweredNegotiable : Absent);
            if (HasCard)
            {
                AnswerToReset.CopyTo(state[(NameLength + 12)..]);
                BinaryPrimitives.WriteInt32LittleEndian(state[(NameLength + 48)..], AnswerToReset.Length);
            }
        }
    }
}
