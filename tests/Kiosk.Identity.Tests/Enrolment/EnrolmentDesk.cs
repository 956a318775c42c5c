using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Enrolment;
using Kiosk.Testing.Durability;

namespace Kiosk.Identity.Tests.Enrolment;

/// <summary>A register with its CA and terminals with keys in files.</summary>
internal sealed class EnrolmentDesk : IDisposable
{
    public static readonly ProvinceCode Province = ProvinceCode.Parse("01");

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly List<IDisposable> owned = [];

    public EnrolmentDesk()
    {
        Authority = TerminalAuthority.Create("Terminals of a test", Time.GetUtcNow());
        Register = new(folder["terminals"], new DurableFiles(), Time);
    }

    public ManualTimeProvider Time { get; } = new();

    public TerminalAuthority Authority { get; }

    public TerminalRegister Register { get; }

    public string RegisterFolder => folder["terminals"];

    public IKeyStore NewKeys()
    {
        var keys = KeyFile.Create(folder[$"device-{owned.Count}.key"], new DurableFiles());
        owned.Add(keys);
        return keys;
    }

    /// <summary>A request as it arrives, by a new token.</summary>
    public EnrolmentRequest Request(string id, IKeyStore keys) => Arrived(EnrolmentRequest.Create(id, keys, Register.Add(id, Province, door: null, collector: null)));

    public EnrolmentAnswer Enrol(string id, IKeyStore keys) => Register.Sign(Request(id, keys), Authority);

    public static EnrolmentRequest Arrived(EnrolmentRequest request) => EnrolmentRequest.Parse(request.ToPem());

    public void Dispose()
    {
        owned.ForEach(one => one.Dispose());
        Authority.Dispose();
        folder.Dispose();
    }
}
