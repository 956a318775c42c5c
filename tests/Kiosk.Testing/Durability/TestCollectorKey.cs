using System.Security.Cryptography;
using System.Text;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Testing.Durability;

/// <summary>A TEST KEY, the same in every process: anyone who reads this file can cosign in a collector's name.</summary>
public static class TestCollectorKey
{
    internal static INoteSigner Of(string name) => new TestNoteSigner(name, SHA256.HashData(Encoding.UTF8.GetBytes($"collector {name}")));
}
