using System.Collections.Concurrent;
using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;

namespace Kiosk.Collector.Tests.People;

/// <summary>Members' cards, by number.</summary>
internal static class TestCards
{
    private static readonly TrialPki Pki = new(new("O=Test", "Test Authority", "Test Issuing CA", "Test Content Signer", "Test Registry"), new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly ConcurrentDictionary<int, IssuedCard> Issued = new();

    public static IssuedCard Of(int number) => Issued.GetOrAdd(number, one => Pki.Issue(one));

    public static CardTag TagOf(int number) => CardTag.Of(Of(number).Uuid.ToByteArray(bigEndian: true));

    /// <summary>As a terminal computes it at a meeting of these tests.</summary>
    public static byte[] PseudonymOf(int number) => HMACSHA256.HashData(TestSource.Key, TagOf(number).ToArray());
}
