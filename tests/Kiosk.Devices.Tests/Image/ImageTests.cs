namespace Kiosk.Devices.Tests.Image;

/// <summary>One machine at a time: emulated ones share this machine's processors.</summary>
[CollectionDefinition(nameof(ImageTests))]
public sealed class ImageTests;
